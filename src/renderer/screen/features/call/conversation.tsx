import { ArrowDown, Grip, Hand, Undo2 } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { CallSnapshot, Caption } from '../../../../domain/call/call-snapshot.ts';
import { agentReasonWords } from '../../bridge/agent-reason-words.ts';
import { useHandlerChanges } from '../../bridge/bridge-context.tsx';
import { Button } from '../../ui/button.tsx';
import { conversationRows, type ConversationRow } from './conversation-rows.ts';
import { WhisperRow } from './whisper-row.tsx';

/** How close to its end counts as being there, px. */
const NEAR_END = 40;

const nameOf = (side: Caption['side'], leadName: string) =>
  side === 'caller' ? leadName || 'Caller' : side === 'human' ? 'You' : 'Agent';

function Row({ row, leadName }: { row: ConversationRow; leadName: string }) {
  switch (row.kind) {
    case 'said':
      return (
        <li className={`said said-${row.caption.side}`} data-turn={row.caption.turnId}>
          <span className="said-who">{nameOf(row.caption.side, leadName)}</span>
          <p className={row.caption.final ? 'said-text' : 'said-text said-partial'}>{row.caption.text}</p>
        </li>
      );
    case 'whisper':
      return <WhisperRow note={row.note} />;
    case 'keys':
      return (
        <li className="said-change">
          <span className="row">
            <Grip className="icon" aria-hidden="true" />
            <span>
              <span className="unseen">{nameOf('caller', leadName)} pressed keys. </span>
              Keys: <strong className="number">{Array.from(row.keys).join(' ')}</strong>
            </span>
          </span>
        </li>
      );
    case 'agent':
      return (
        <li className="said-change">
          <span>
            <strong>{row.agent}</strong>
            {agentReasonWords(row.reason) && ` – ${agentReasonWords(row.reason)}`}
          </span>
        </li>
      );
    case 'handler':
      return (
        <li className={row.handler === 'human' ? 'said-change said-change-human' : 'said-change'}>
          <span className="row">
            {row.handler === 'human' ? (
              <Hand className="icon" aria-hidden="true" />
            ) : (
              <Undo2 className="icon" aria-hidden="true" />
            )}
            <strong>{row.handler === 'human' ? 'You took over' : 'Handed back to the agent'}</strong>
          </span>
        </li>
      );
  }
}

/** Reads out what was said once it is final; unfinished words would be read again and again. */
function Announcer({ snapshot: { captions, keys, leadName } }: { snapshot: CallSnapshot }) {
  const finals = captions.filter((caption) => caption.final).slice(-3);
  return (
    <div className="unseen" role="log" aria-live="polite" aria-label="Captions">
      {finals.map((caption) => (
        <p key={caption.turnId}>{`${nameOf(caption.side, leadName)}: ${caption.text}`}</p>
      ))}
      {keys.slice(-1).map((note) => (
        <p key={keys.length}>{`${nameOf('caller', leadName)} pressed ${Array.from(note.keys).join(' ')}`}</p>
      ))}
    </div>
  );
}

/** Both sides of the call as it is spoken. It follows the newest words unless the person has scrolled up. */
export function Conversation({ snapshot, empty }: { snapshot: CallSnapshot; empty: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const rows = conversationRows(snapshot.captions, snapshot, useHandlerChanges());
  const toEnd = () => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  };
  useLayoutEffect(() => {
    if (following) toEnd();
  });
  return (
    <div className="conversation">
      <div
        className="conversation-scroll"
        ref={scroller}
        tabIndex={0}
        role="region"
        aria-label="Conversation"
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          setFollowing(scrollHeight - scrollTop - clientHeight < NEAR_END);
        }}
      >
        {snapshot.captions.length + snapshot.keys.length === 0 ? <p className="conversation-empty">{empty}</p> : null}
        <ol className="said-list">
          {rows.map((row) => (
            <Row key={row.id} row={row} leadName={snapshot.leadName} />
          ))}
        </ol>
      </div>
      {following ? null : (
        <Button
          className="conversation-jump"
          icon={<ArrowDown className="icon" aria-hidden="true" />}
          onClick={() => {
            toEnd();
            setFollowing(true);
          }}
        >
          Jump to the latest
        </Button>
      )}
      <Announcer snapshot={snapshot} />
    </div>
  );
}
