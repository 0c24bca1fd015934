import { useSnapshot } from '../../bridge/bridge-context.tsx';
import { EndedCall } from './ended-call.tsx';
import { IdleCall } from './idle-call.tsx';
import { LiveCall } from './live-call.tsx';
import { OfferedCall } from './offered-call.tsx';
import { PreparingCall } from './preparing-call.tsx';
import './call.css';
import './telephone-call.css';

/** The call, whatever it is doing. */
export function CallScreen() {
  const snapshot = useSnapshot();
  switch (snapshot.phase) {
    case 'idle':
      return <IdleCall />;
    case 'preparing':
      return <PreparingCall snapshot={snapshot} />;
    case 'ended':
      return snapshot.callId === null ? <IdleCall /> : <EndedCall snapshot={snapshot} callId={snapshot.callId} />;
    case 'offered':
      return <OfferedCall snapshot={snapshot} />;
    case 'dialling':
    case 'ringing':
    case 'live':
    case 'ending':
      return <LiveCall snapshot={snapshot} />;
  }
}
