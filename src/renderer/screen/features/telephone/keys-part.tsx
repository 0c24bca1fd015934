import { useId } from 'react';
import type { Failure } from '../../../../domain/failure.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Part } from './part.tsx';
import { TokenField } from './token-field.tsx';

type KeysPartProps = {
  accountSid: string;
  authToken: string;
  onSid: (accountSid: string) => void;
  onToken: (authToken: string) => void;
  onCheck: () => void;
  checking: boolean;
  running: boolean;
  failure: Failure | null;
};

/** Whose account it is. The auth token is in this field and nowhere else on the page. */
export function KeysPart(props: KeysPartProps) {
  const sidId = useId();
  const whereId = useId();
  const ready = props.accountSid.trim() !== '' && props.authToken.trim() !== '';
  return (
    <Part title="Your Twilio keys">
      <div id={whereId} className="stack-tight soft">
        <p>
          Both are on the front page of the Twilio console, under Account Info. The auth token is hidden there until you
          press Show. No account yet? Make one there; a trial account is enough to try this.
        </p>
        <CopyText text="https://console.twilio.com" names="the address of the Twilio console" />
      </div>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !props.checking && !props.running) props.onCheck();
        }}
      >
        <div className="telephone-field">
          <label htmlFor={sidId}>Account SID</label>
          <input
            id={sidId}
            className="input"
            value={props.accountSid}
            maxLength={80}
            placeholder="AC…"
            aria-describedby={whereId}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              props.onSid(event.target.value);
            }}
          />
        </div>
        <TokenField value={props.authToken} onChange={props.onToken}>
          Used while the set-up works, then forgotten. What stays on this machine is a key of its own, which undoing
          removes.
        </TokenField>
        <div>
          <Button type="submit" look="primary" busy={props.checking} disabled={!ready || props.running}>
            Check
          </Button>
        </div>
      </form>
      <FailureNotice failure={props.failure} />
    </Part>
  );
}
