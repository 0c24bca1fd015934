import { failed, ok } from '../../base/result.ts';
import type { Handlers } from '../../contract/define.ts';
import type { screenContract } from '../../contract/screen.ts';
import type { CallSnapshot } from '../../domain/call/call-snapshot.ts';
import type { Failure } from '../../domain/failure.ts';
import type { TelephoneSetUp } from './telephone-set-up.ts';

/** The screen's wishes about the set-up of the telephone. Neither of its runs begins while a call is up. */
export function telephoneHandlers({
  telephoneSetUp,
  snapshot,
}: {
  telephoneSetUp: TelephoneSetUp;
  snapshot(): CallSnapshot;
}) {
  const onACall = () =>
    ['idle', 'ended'].includes(snapshot().phase)
      ? null
      : failed<Failure>({ kind: 'refused', reason: 'This could end the call that is up. End it first.' });
  return {
    'telephone.get': () => ok(telephoneSetUp.view()),
    'telephone.check': (keys) => telephoneSetUp.check(keys),
    'telephone.setUp': (wish) => onACall() ?? telephoneSetUp.setUp(wish),
    'telephone.undo': (keys) => onACall() ?? telephoneSetUp.undo(keys),
    'telephone.cancel': () => {
      telephoneSetUp.cancel();
      return ok(null);
    },
  } satisfies Partial<Handlers<typeof screenContract>>;
}
