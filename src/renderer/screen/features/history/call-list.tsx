import { History as HistoryIcon, SearchX } from 'lucide-react';
import { useRef, useState } from 'react';
import type { CallRecord } from '../../../../domain/record/call-record.ts';
import { medianLatency } from '../../../../domain/record/latency-stages.ts';
import { useRunningCallId } from '../../bridge/bridge-context.tsx';
import { endOfRecord } from '../../bridge/end-reason-words.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useNow } from '../../bridge/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { milliseconds, moment, plural, timeInWords } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { DISPOSITION_WORDS } from './analysis-words.ts';
import { CallLine } from './call-line.tsx';
import { useHistory, type LineFilter } from './use-history.ts';

const lastWords = (record: CallRecord) => record.turns.findLast((turn) => turn.text !== '')?.text ?? '';

function CallRow({ record, now, end }: { record: CallRecord; now: number; end: string }) {
  const splits = record.turns.flatMap((turn) => (turn.latency ? [turn.latency] : []));
  return (
    <li>
      <a className="call-link" href={`#/history/${encodeURIComponent(record.callId)}`}>
        <span className="call-link-who">
          <span className="call-link-name">
            <strong>{record.leadName || (record.line === 'practice' ? 'Practice call' : 'Unknown caller')}</strong>
            <CallLine call={record} />
          </span>
          <span className="call-link-words">{lastWords(record)}</span>
        </span>
        <span className="call-link-end soft">
          {record.analysis ? (
            <strong className="call-link-outcome">{DISPOSITION_WORDS[record.analysis.disposition.value]}</strong>
          ) : null}
          {end}
        </span>
        <span className="number soft call-link-number">
          {record.takeOvers > 0 ? <span className="tag tag-live">{plural(record.takeOvers, 'take-over')}</span> : null}
        </span>
        <span className="number call-link-number">
          <span className="unseen call-link-label">Latency </span>
          {milliseconds(medianLatency(splits))}
        </span>
        <span className="number call-link-number">
          <span className="unseen call-link-label">Talk time </span>
          {timeInWords(record.talkMs)}
        </span>
        <span className="number soft call-link-when">{moment(record.startedWallMs, now)}</span>
      </a>
    </li>
  );
}

const LINES: readonly { line: LineFilter; says: string }[] = [
  { line: 'all', says: 'All calls' },
  { line: 'telephone', says: 'Telephone' },
  { line: 'practice', says: 'Practice' },
];
const NONE: Record<LineFilter, string> = {
  all: 'No call yet',
  telephone: 'No telephone call yet',
  practice: 'No practice call yet',
};

function LineChoice({ value, onChange }: { value: LineFilter; onChange: (line: LineFilter) => void }) {
  return (
    <select
      className="input call-filter"
      aria-label="Which calls"
      value={value}
      onChange={(event) => {
        const chosen = LINES.find(({ line }) => line === event.target.value);
        if (chosen) onChange(chosen.line);
      }}
    >
      {LINES.map(({ line, says }) => (
        <option key={line} value={line}>
          {says}
        </option>
      ))}
    </select>
  );
}

/** Every call, newest first. */
export function CallList() {
  const [text, setText] = useState('');
  const [line, setLine] = useState<LineFilter>('all');
  const history = useHistory(text, line);
  const now = useNow(60_000);
  const running = useRunningCallId();
  const list = useRef<HTMLUListElement>(null);
  const step = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKeys([
    {
      key: 'j',
      shows: 'J',
      does: 'Next call in the list',
      run: () => {
        step(1);
      },
    },
    {
      key: 'k',
      shows: 'K',
      does: 'Call before in the list',
      run: () => {
        step(-1);
      },
    },
  ]);
  const none = history.foundBy !== null && history.calls.length === 0;
  return (
    <Page
      title="History"
      about="Every call on this machine, as it was heard."
      tools={
        <>
          <LineChoice value={line} onChange={setLine} />
          <SearchField label="Search words and names" value={text} onChange={setText} />
        </>
      }
    >
      <FailureNotice failure={history.failure} />
      <p className="unseen" role="status">
        {history.foundBy ? `${plural(history.calls.length, 'call')} found` : ''}
      </p>
      {none && history.foundBy === '' ? (
        <Empty
          icon={HistoryIcon}
          title={NONE[history.foundOn]}
          action={
            <a className="button button-primary" href="#/call">
              {history.foundOn === 'telephone' ? 'Place a call' : 'Place a practice call'}
            </a>
          }
        >
          Calls are here the moment they begin, and stay after a crash.
        </Empty>
      ) : null}
      {none && history.foundBy !== '' ? (
        <Empty
          icon={SearchX}
          title={`Nothing holds “${history.foundBy ?? ''}”`}
          action={
            <Button
              onClick={() => {
                setText('');
                setLine('all');
              }}
            >
              Show all calls
            </Button>
          }
        >
          The search looks at what was said and at the names of leads.
        </Empty>
      ) : null}
      {history.calls.length > 0 ? (
        <div className="card call-table">
          <div className="call-table-head" aria-hidden="true">
            <span>Lead</span>
            <span>Outcome</span>
            <span />
            <span className="call-link-number">Latency</span>
            <span className="call-link-number">Talk time</span>
            <span className="call-link-when">When</span>
          </div>
          <ul className="rows" ref={list} aria-label="Calls">
            {history.calls.map((record) => (
              <CallRow key={record.callId} record={record} now={now} end={endOfRecord(record, running)} />
            ))}
          </ul>
        </div>
      ) : null}
      {history.more ? (
        <div>
          <Button busy={history.loadingMore} onClick={history.loadMore}>
            Show older calls
          </Button>
        </div>
      ) : null}
    </Page>
  );
}
