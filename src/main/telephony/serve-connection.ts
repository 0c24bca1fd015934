import { failed } from '../../base/result.ts';
import type { Handlers } from '../../contract/define.ts';
import type { screenContract } from '../../contract/screen.ts';
import type { CallSnapshot } from '../../domain/call/call-snapshot.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Hosts } from '../calls/softphone-hosts.ts';
import type { TelephoneMeans } from './desk-telephone.ts';

/** The screen's tests of the desk's sound and of the connection. Neither begins while a call is up, and a call ends both. */
export function connectionHandlers<Native>(deps: {
  hosts: Pick<Hosts<Native>, 'line'>;
  telephone: TelephoneMeans;
  snapshot(): CallSnapshot;
}) {
  const { telephone, snapshot } = deps;
  const { line } = deps.hosts;
  const onACall = () =>
    ['idle', 'ended'].includes(snapshot().phase)
      ? null
      : failed<Failure>({ kind: 'refused', reason: 'This would disturb the call that is up. End it first.' });
  return {
    'loopback.start': () => onACall() ?? line.call('loopback.start', null),
    'loopback.stop': () => line.call('loopback.stop', null),
    'connection.test': ({ withVoice }) => {
      const refused = onACall();
      if (refused) return refused;
      // Of its own: what the line has may be as old as the last hour, and a test is not to be rung.
      const minted = telephone.mint('test');
      return minted.ok ? line.call('connection.test', { token: minted.value.token, withVoice }) : minted;
    },
    'connection.cancel': () => line.call('connection.cancel', null),
  } satisfies Partial<Handlers<typeof screenContract>>;
}
