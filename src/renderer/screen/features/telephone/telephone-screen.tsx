import { useRef, useState } from 'react';
import type { AccountCheck, SetUpView } from '../../../../domain/telephony/set-up-view.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useWish } from '../../bridge/use-wish.ts';
import { Page } from '../../ui/page.tsx';
import { AccountPart } from './account-part.tsx';
import { ConnectionPart } from './connection-part.tsx';
import { KeysPart } from './keys-part.tsx';
import { StepsPart } from './steps-part.tsx';
import { TestCallPart } from './test-call-part.tsx';
import { UndoPart } from './undo-part.tsx';
import { useSetUp } from './use-set-up.ts';
import './telephone.css';

/** Why the set-up cannot begin now, or null. */
function lackingFor(account: AccountCheck | null, authToken: string, numberSid: string): string | null {
  if (!account) return 'Check your keys first.';
  if (authToken.trim() === '') return 'Enter the auth token again: it was forgotten.';
  if (account.status !== 'active') return 'The account is not active.';
  if (account.numbers.length === 0) return 'The account needs a number first.';
  return numberSid === '' ? 'Choose a number.' : null;
}

/** The one that is set up already, else the only one. */
const preselected = ({ numbers }: AccountCheck, { number }: SetUpView): string =>
  numbers.find(({ phoneNumber }) => phoneNumber === number)?.sid ??
  (numbers.length === 1 ? (numbers[0]?.sid ?? '') : '');

const isLost = (focus: Element | null) => focus === null || focus === document.body;
const inside = (part: Element | null | undefined) => part?.contains(document.activeElement) ?? false;

function Wizard({ view }: { view: SetUpView }) {
  const check = useWish('telephone.check');
  const setUp = useWish('telephone.setUp');
  const undo = useWish('telephone.undo');
  const cancel = useWish('telephone.cancel');
  const [accountSid, setAccountSid] = useState(view.accountSid);
  // In this page's memory until the run it is for has ended well; leaving the page forgets it.
  const [authToken, setAuthToken] = useState('');
  const [account, setAccount] = useState<AccountCheck | null>(null);
  const [numberSid, setNumberSid] = useState('');
  const [fallback, setFallback] = useState(view.fallbackNumber ?? '');
  const [cancelled, setCancelled] = useState(false);
  const steps = useRef<HTMLHeadingElement>(null);
  const running = view.running !== null;
  const begun = view.accountSid !== '';
  const complete = !running && view.steps.every(({ state }) => state === 'done');
  const keys = { accountSid: accountSid.trim(), authToken: authToken.trim() };

  const look = async () => {
    const answer = await check.send(keys);
    setAccount(answer.ok ? answer.value : null);
    if (answer.ok) setNumberSid(preselected(answer.value, view));
  };
  const run = async () => {
    setCancelled(false);
    undo.forget();
    const answer = await setUp.send({ ...keys, numberSid, fallbackNumber: fallback.trim() || null });
    if (!answer.ok) return;
    setCancelled(answer.value.ended === 'cancelled');
    if (answer.value.ended !== 'complete') return;
    setAuthToken('');
    // The button that had the focus can do no more, or is gone.
    if (isLost(document.activeElement) || inside(steps.current?.parentElement)) steps.current?.focus();
  };
  const takeBack = async () => {
    setCancelled(false);
    setUp.forget();
    const answer = await undo.send({ ...keys, accountSid: view.accountSid });
    steps.current?.focus();
    if (!answer.ok) return;
    setCancelled(answer.value.ended === 'cancelled');
    if (answer.value.ended === 'cancelled') return;
    setAuthToken('');
    setAccount(null);
  };
  return (
    <>
      <KeysPart
        accountSid={accountSid}
        authToken={authToken}
        onSid={(next) => {
          setAccountSid(next);
          setAccount(null);
        }}
        onToken={setAuthToken}
        onCheck={() => void look()}
        checking={check.busy}
        running={running}
        failure={check.failure}
      />
      <AccountPart
        account={account}
        view={view}
        numberSid={numberSid}
        onNumber={setNumberSid}
        fallback={fallback}
        onFallback={setFallback}
      />
      <StepsPart
        headingRef={steps}
        view={view}
        complete={complete}
        begun={begun}
        lacking={lackingFor(account, authToken, numberSid)}
        busy={setUp.busy}
        onSetUp={() => void run()}
        onCancel={() => void cancel.send(null)}
        cancelling={cancel.busy}
        failure={setUp.failure ?? cancel.failure}
        cancelled={cancelled}
      />
      {complete ? <ConnectionPart /> : null}
      {complete ? <TestCallPart trial={account?.type === 'trial'} /> : null}
      {begun ? (
        <UndoPart
          authToken={authToken}
          onToken={setAuthToken}
          onUndo={() => void takeBack()}
          running={running}
          failure={undo.failure}
        />
      ) : null}
    </>
  );
}

/** The telephone, set up on one page: keys, number, what is made at Twilio, a test call; and all of it taken back. */
export function TelephoneScreen() {
  const { view, failure } = useSetUp();
  return (
    <Page
      title="Telephone"
      about="Real calls go over a Twilio account of your own; Twilio bills you for them. Practice calls need none of this."
      tools={
        <a className="button button-quiet" href="#/call">
          Leave for now
        </a>
      }
    >
      <FailureNotice failure={failure} />
      {view ? (
        <Wizard view={view} />
      ) : (
        <p className="faint" role="status">
          Looking…
        </p>
      )}
    </Page>
  );
}
