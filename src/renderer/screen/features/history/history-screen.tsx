import { CallList } from './call-list.tsx';
import { CallPage } from './call-page.tsx';
import './history.css';

/** The list of calls, or one of them. */
export function HistoryScreen({ callId }: { callId: string | null }) {
  return callId === null ? <CallList /> : <CallPage key={callId} callId={callId} />;
}
