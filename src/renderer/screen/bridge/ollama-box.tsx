import { useId, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CopyText } from '../ui/copy-text.tsx';
import { bytesInWords } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { Progress } from '../ui/progress.tsx';
import { FailureNotice } from './failure-notice.tsx';
import type { Ollama } from './use-ollama.ts';

const SUGGESTED = [
  { model: 'llama3.1:8b', about: '4.9 GB, for a desk with a graphics card' },
  { model: 'qwen2.5:3b', about: '1.9 GB, for a fast machine without one' },
  { model: 'smollm2:135m', about: '0.3 GB, to try it out' },
];

function Absent({ ollama }: { ollama: Ollama }) {
  return (
    <div className="stack">
      <p>
        Ollama does not answer
        {ollama.status ? (
          <>
            {' '}
            at <code>{ollama.status.url}</code>
          </>
        ) : null}
        . Calls work without it: the agent then uses rehearsed replies, and the screen says so.
      </p>
      <p className="soft">
        To get it: open this address in a browser, install it, start it, then look again. Nothing but the language model
        runs in it, on this machine.
      </p>
      <CopyText text="https://ollama.com/download" names="the address" />
      <div>
        <Button onClick={ollama.look}>Look again</Button>
      </div>
    </div>
  );
}

function Present({ ollama }: { ollama: Ollama }) {
  const [wanted, setWanted] = useState('');
  const chooseId = useId();
  const pullId = useId();
  const { status } = ollama;
  const { pulling } = ollama.pull;
  if (!status) return null;
  return (
    <div className="stack">
      <div className="stack-tight">
        <label htmlFor={chooseId}>Model that words the replies</label>
        {status.models.length > 0 ? (
          <select
            id={chooseId}
            className="input ollama-field"
            value={status.chosen}
            onChange={(event) => {
              ollama.choose(event.target.value);
            }}
          >
            <option value="">The first that Ollama has ({status.models[0]?.name})</option>
            {status.chosen === '' || status.models.some((model) => model.name === status.chosen) ? null : (
              <option value={status.chosen}>{status.chosen} (not in Ollama)</option>
            )}
            {status.models.map((model) => (
              <option key={model.name} value={model.name}>
                {model.name} – {bytesInWords(model.bytes)}
              </option>
            ))}
          </select>
        ) : (
          <p className="soft">Ollama has no model yet. Pull one below.</p>
        )}
        <p className="soft">A call that is up keeps what it began with.</p>
        <FailureNotice failure={ollama.chooseFailure} />
      </div>
      <form
        className="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted.trim() !== '' && !pulling) ollama.pull.pull(wanted.trim());
        }}
      >
        <label htmlFor={pullId}>Pull another model</label>
        <div className="row">
          <input
            id={pullId}
            className="input ollama-field"
            list={`${pullId}-list`}
            value={wanted}
            maxLength={120}
            autoComplete="off"
            spellCheck={false}
            placeholder="llama3.1:8b"
            onChange={(event) => {
              setWanted(event.target.value);
            }}
          />
          <datalist id={`${pullId}-list`}>
            {SUGGESTED.map(({ model, about }) => (
              <option key={model} value={model}>
                {about}
              </option>
            ))}
          </datalist>
          <Button type="submit" disabled={wanted.trim() === '' || pulling !== null}>
            Pull
          </Button>
        </div>
      </form>
      {pulling ? (
        <div className="row">
          <Progress
            label={`${pulling.model}: ${pulling.says}`}
            done={pulling.doneBytes}
            total={pulling.totalBytes}
            {...(pulling.totalBytes > 0
              ? { shows: `${bytesInWords(pulling.doneBytes)} of ${bytesInWords(pulling.totalBytes)}` }
              : {})}
          />
          <Button onClick={ollama.pull.cancel}>Cancel</Button>
        </div>
      ) : null}
      <FailureNotice failure={ollama.pull.failure} />
    </div>
  );
}

/** Ollama: whether it is there, which model words the replies, and how to get what is missing. */
export function OllamaBox({ ollama }: { ollama: Ollama }) {
  const there = ollama.status !== null && ollama.status.version !== null;
  return (
    <div className="stack">
      {ollama.loading ? (
        <p className="faint" role="status">
          Looking for Ollama…
        </p>
      ) : (
        <p className="row">
          <Mark tone={there ? 'good' : 'idle'}>
            {there ? `Ollama ${ollama.status?.version ?? ''}` : 'Ollama not found'}
          </Mark>
          {there ? <code className="faint">{ollama.status?.url}</code> : null}
        </p>
      )}
      <FailureNotice failure={ollama.failure} />
      {!ollama.loading && !there ? <Absent ollama={ollama} /> : null}
      {there ? <Present ollama={ollama} /> : null}
    </div>
  );
}
