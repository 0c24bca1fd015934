import type { Handler, Side } from '../../src/domain/call/call-id.ts';
import type { PracticeReport } from '../../src/domain/practice/practice-report.ts';
import type { CallRecord } from '../../src/domain/record/call-record.ts';

/** What happened in a call, without what no two calls share: moments, the rest of a word, which wording was drawn. */
export type CallStory = {
  /** Who spoke, in order; what one side says in several turns is one stretch. */
  speakers: Side[];
  /** Which of the lead's lines each stretch of the caller was, by the words that they share. */
  linesHeard: number[];
  /** The agents that had the conversation, in order. */
  agents: string[];
  /** Who had the call after the agent, in order. */
  handlers: Handler[];
  bargeIns: number;
  /** Turns of the agent that were not heard to their end. */
  cutOff: number;
  endReason: CallRecord['endReason'];
  /** What the scenario expected, and did not come about. */
  missed: string[];
};

type Told = { record: CallRecord; lines: readonly string[]; expectations: PracticeReport['expectations'] };

export function storyOf({ record, lines, expectations }: Told): CallStory {
  const stretches = stretchesOf(record);
  return {
    speakers: stretches.map(({ side }) => side),
    linesHeard: stretches.filter(({ side }) => side === 'caller').map(({ text }) => nearest(text, lines)),
    agents: record.agentChanges.map(({ to }) => to),
    handlers: record.handlerChanges.map(({ handler }) => handler),
    bargeIns: record.bargeIns,
    cutOff: record.turns.filter(({ side, interrupted }) => side === 'agent' && interrupted).length,
    endReason: record.endReason,
    missed: expectations.filter(({ held }) => !held).map(({ name, detail }) => `${name}: ${detail}`),
  };
}

/** Where it is not the agent who ends the call, an answer may have begun or not: that is chance on either line. */
function stretchesOf({ turns, endReason }: CallRecord): { side: Side; text: string }[] {
  const stretches: { side: Side; text: string }[] = [];
  for (const { side, text } of turns) {
    const last = stretches.at(-1);
    if (last?.side === side) last.text += ` ${text}`;
    else stretches.push({ side, text });
  }
  const lastOfCaller = stretches.findLastIndex(({ side }) => side === 'caller');
  return endReason === 'agent-hung-up' ? stretches : stretches.slice(0, lastOfCaller + 1);
}

const wordsOf = (text: string) =>
  new Set(
    text
      .toLowerCase()
      .replace(/good[- ]bye/g, 'goodbye')
      .match(/[a-z']+/g),
  );

/** A recogniser gets words wrong, and most of them where both speak: still it can be told which line was said. */
function nearest(heard: string, lines: readonly string[]): number {
  const mine = wordsOf(heard);
  const shares = lines.map((line) => {
    const theirs = wordsOf(line);
    const shared = [...mine].filter((word) => theirs.has(word)).length;
    return shared / Math.max(1, mine.size + theirs.size - shared);
  });
  const best = Math.max(...shares);
  return best === 0 ? -1 : shares.indexOf(best);
}
