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
  /** Turns of the agent, in these stretches, that were not heard to their end. */
  cutOff: number;
  endReason: CallRecord['endReason'];
  /** What the scenario expected, and did not come about. */
  missed: string[];
};

type Told = {
  record: CallRecord;
  lines: readonly string[];
  expectations: PracticeReport['expectations'];
  /** The story ends after so many stretches. */
  until?: number | undefined;
};

export function storyOf({ record, lines, expectations, until }: Told): CallStory {
  const stretches = stretchesOf(record).slice(0, until);
  return {
    speakers: stretches.map(({ side }) => side),
    linesHeard: stretches.filter(({ side }) => side === 'caller').map(({ text }) => nearest(text, lines)),
    agents: record.agentChanges.map(({ to }) => to),
    handlers: record.handlerChanges.map(({ handler }) => handler),
    cutOff: stretches.reduce((sum, { cutOff }) => sum + cutOff, 0),
    endReason: until === undefined ? record.endReason : null,
    missed: expectations.filter(({ held }) => !held).map(({ name, detail }) => `${name}: ${detail}`),
  };
}

type Stretch = { side: Side; text: string; cutOff: number };

/** Where it is not the agent who ends the call, an answer may have begun or not: that is chance on either line. */
function stretchesOf({ turns, endReason }: CallRecord): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { side, text, interrupted } of turns) {
    const cutOff = side === 'agent' && interrupted ? 1 : 0;
    const last = stretches.at(-1);
    if (last?.side === side) Object.assign(last, { text: `${last.text} ${text}`, cutOff: last.cutOff + cutOff });
    else stretches.push({ side, text, cutOff });
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
