import { useId } from 'react';
import { describeFailure, type Failure } from '../../../../domain/failure.ts';
import { writtenNumber } from '../../../../domain/lead/phone-number.ts';
import type { AccountCheck, SetUpView } from '../../../../domain/telephony/set-up-view.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Part } from './part.tsx';

type AccountPartProps = {
  account: AccountCheck | null;
  view: SetUpView;
  numberSid: string;
  onNumber: (numberSid: string) => void;
  fallback: string;
  onFallback: (written: string) => void;
};

/** A trial account and a country that is off leave calls that work. */
const LEAVES_CALLS = new Set<Failure['kind']>(['twilio-trial', 'twilio-geo-permission']);

function Account({ account }: { account: AccountCheck }) {
  const { friendlyName, status, type, balance, notices, verifiedCallers } = account;
  return (
    <>
      <p className="row" role="status">
        <strong>{friendlyName}</strong>
        <Mark tone={status === 'active' ? 'good' : 'bad'}>{status === 'active' ? 'Active' : status}</Mark>
        <span className="tag">{type === 'trial' ? 'Trial account' : 'Full account'}</span>
        {balance ? (
          <span className="number">
            Balance: {balance.amount} {balance.currency}
          </span>
        ) : null}
      </p>
      {notices.map((failure) => {
        const { says, help } = describeFailure(failure);
        const tone = LEAVES_CALLS.has(failure.kind) ? 'warning' : 'error';
        return <Notice key={failure.kind} tone={tone} says={says} help={help} />;
      })}
      {type === 'trial' ? (
        <p>
          {verifiedCallers.length === 0
            ? 'No number is verified yet: nobody can be called.'
            : `Verified, and so can be called: ${verifiedCallers.map(({ phoneNumber }) => writtenNumber(phoneNumber)).join(', ')}.`}
        </p>
      ) : null}
    </>
  );
}

/** What is known without a check: the numbers that were chosen before. */
function Before({ view: { number, fallbackNumber } }: { view: SetUpView }) {
  if (number === null) return <p className="soft">Check your keys first.</p>;
  return (
    <p>
      {writtenNumber(number)}, with {fallbackNumber === null ? 'no fallback number' : writtenNumber(fallbackNumber)}
      {fallbackNumber === null ? '' : ' as fallback number'}. To change that, check your keys.
    </p>
  );
}

/** The account as the check found it; which of its numbers is used, and who is rung when the desk does not answer. */
export function AccountPart({ account, view, numberSid, onNumber, fallback, onFallback }: AccountPartProps) {
  const fallbackId = useId();
  const helpId = useId();
  return (
    <Part title="Account and number">
      {account ? <Account account={account} /> : <Before view={view} />}
      {account && account.numbers.length > 0 ? (
        <>
          <fieldset className="telephone-numbers">
            <legend>The number that calls, and is called</legend>
            {account.numbers.map(({ sid, phoneNumber, friendlyName }) => (
              <label key={sid} className="telephone-number">
                <input
                  type="radio"
                  name="telephone-number"
                  value={sid}
                  checked={sid === numberSid}
                  onChange={() => {
                    onNumber(sid);
                  }}
                />
                <span className="number">{writtenNumber(phoneNumber)}</span>
                {friendlyName === phoneNumber || friendlyName === writtenNumber(phoneNumber) ? null : (
                  <span className="faint">{friendlyName}</span>
                )}
              </label>
            ))}
            <p className="small soft">
              Calls to it ring here from then on. Where they went before is kept and given back when you undo.
            </p>
          </fieldset>
          <div className="telephone-field">
            <label htmlFor={fallbackId}>Fallback number (optional)</label>
            <input
              id={fallbackId}
              className="input"
              type="tel"
              value={fallback}
              maxLength={40}
              placeholder="512 555 0143"
              aria-describedby={helpId}
              autoComplete="off"
              onChange={(event) => {
                onFallback(event.target.value);
              }}
            />
            <p id={helpId} className="small soft">
              Rung when the desk does not answer within 25 seconds, is busy, or Latchkey is not running. Twilio bills
              that as a call of its own. Without it callers hear that nobody can take the call.
            </p>
          </div>
        </>
      ) : null}
    </Part>
  );
}
