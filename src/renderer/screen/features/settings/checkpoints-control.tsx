import { useId, useState } from 'react';
import {
  addressTrouble,
  CheckpointPlace,
  SERVER_NAMES,
  type ServerKind,
} from '../../../../domain/checkpoint/checkpoint-choice.ts';
import { useHappening, useSettings } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import type { ControlProps } from './control-props.ts';

/** Where unfinished calls are kept. This machine at once; a server once its address is given and kept. */
export function CheckpointsControl({ id, describedBy, keep }: ControlProps) {
  const { settings } = useSettings();
  const [wanted, setWanted] = useState<CheckpointPlace | null>(null);
  const place = wanted ?? settings.checkpointPlace;
  return (
    <div className="stack-tight">
      <select
        id={id}
        className="input"
        value={place}
        aria-describedby={describedBy}
        onChange={(event) => {
          const next = CheckpointPlace.parse(event.target.value);
          setWanted(next === 'disk' ? null : next);
          if (next === 'disk') keep(next);
        }}
      >
        <option value="disk">This machine</option>
        <option value="redis">Redis</option>
        <option value="postgres">Postgres</option>
      </select>
      {place === 'disk' ? null : (
        <ServerForm
          key={place}
          kind={place}
          onKept={() => {
            setWanted(null);
          }}
        />
      )}
    </div>
  );
}

/** Whether there is a password, where none is written; one that was taken away is there until that is saved. */
function passwordHint(known: boolean, written: string | null): string {
  if (!known) return 'None';
  return written === null ? 'Known; type to change it' : 'None, once this is saved';
}

/** What a person has typed about a server; null where it is as it is kept. */
function useServer(kind: ServerKind) {
  const { settings } = useSettings();
  const [url, setUrl] = useState<string | null>(null);
  const [password, setPassword] = useState<string | null>(null);
  const kept = kind === 'redis' ? settings.redisUrl : settings.postgresUrl;
  const address = (url ?? kept).trim();
  return {
    address: url ?? kept,
    password: password ?? '',
    setUrl,
    setPassword,
    trouble: addressTrouble(kind, address),
    written: { kind, url: address, password },
    isNew: url !== null || password !== null || settings.checkpointPlace !== kind,
    forget() {
      setUrl(null);
      setPassword(null);
    },
  };
}

function ServerForm({ kind, onKept }: { kind: ServerKind; onKept: () => void }) {
  const id = useId();
  const server = useServer(kind);
  const known = useAnswer('checkpoints.get', null);
  const attempt = useWish('checkpoints.try');
  const keeping = useWish('checkpoints.keep');
  const [says, setSays] = useState('');
  const hasPassword = known.value?.passwords[kind] === true;
  const failure = attempt.failure ?? keeping.failure;
  const typed = () => {
    setSays('');
    attempt.forget();
    keeping.forget();
  };
  const tryIt = async () => {
    typed();
    const answer = await attempt.send(server.written);
    if (answer.ok) setSays(`${answer.value.about} keeps calls, and gave one back in ${answer.value.tookMs} ms.`);
  };
  const keepIt = async () => {
    typed();
    const answer = await keeping.send(server.written);
    if (!answer.ok) return;
    server.forget();
    onKept();
    known.refresh();
    setSays('Saved. Calls are kept there from the next one on.');
  };
  return (
    <form
      className="stack-tight"
      aria-label={`${SERVER_NAMES[kind]} for unfinished calls`}
      onSubmit={(event) => {
        event.preventDefault();
        if (server.trouble === null && !keeping.busy) void keepIt();
      }}
    >
      <label htmlFor={`${id}-url`}>Address</label>
      <input
        id={`${id}-url`}
        className="input"
        value={server.address}
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={server.trouble !== null || undefined}
        aria-describedby={`${id}-trouble`}
        onChange={(event) => {
          typed();
          server.setUrl(event.target.value);
        }}
      />
      <p id={`${id}-trouble`} className="small setting-trouble">
        {server.trouble}
      </p>
      <label htmlFor={`${id}-password`}>Password</label>
      <input
        id={`${id}-password`}
        className="input"
        type="password"
        value={server.password}
        maxLength={500}
        autoComplete="off"
        placeholder={passwordHint(hasPassword, server.written.password)}
        aria-describedby={`${id}-secret`}
        onChange={(event) => {
          typed();
          server.setPassword(event.target.value);
        }}
      />
      <p id={`${id}-secret`} className="small soft">
        {known.value?.kept === 'memory'
          ? 'This machine has no keychain: the password is known until Latchkey ends, and is not written down.'
          : 'It goes to the keychain of this machine, not into the settings.'}
      </p>
      <div className="row">
        <Button busy={attempt.busy} disabled={server.trouble !== null} onClick={() => void tryIt()}>
          Test connection
        </Button>
        <Button type="submit" look="primary" busy={keeping.busy} disabled={server.trouble !== null || !server.isNew}>
          Save
        </Button>
        {hasPassword ? (
          <Button
            look="quiet"
            onClick={() => {
              typed();
              server.setPassword('');
            }}
          >
            Use no password
          </Button>
        ) : null}
      </div>
      <p className="small soft" role="status">
        {attempt.busy ? 'Trying…' : says}
      </p>
      <FailureNotice failure={failure} />
    </form>
  );
}

/** Why the chosen server does not keep calls just now. */
export function CheckpointsTrouble() {
  const health = useAnswer('health.list', null);
  useHappening('health.changed', health.refresh);
  return <FailureNotice failure={health.value?.find(({ part }) => part === 'checkpoints')?.failure ?? null} quiet />;
}
