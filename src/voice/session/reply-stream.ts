import type { Result } from '../../base/result.ts';
import type { ReplyPart } from '../../domain/agent/thinker.ts';
import type { WhisperOutcome } from '../../domain/agent/whisper.ts';
import type { Failure } from '../../domain/failure.ts';
import type { ExpectedAnswer } from '../../domain/floor/floor-fact.ts';
import { clausesOf } from '../speak/clauses.ts';
import type { Mouth, SpokenClause } from '../speak/mouth.ts';

/** What a reply turned out to be besides its words. Filled while it is thought; acted upon only when it is heard. */
export type ReplyNotes = {
  agent: string;
  agentReason: string;
  source: 'language-model' | 'rehearsed' | 'opener' | 'bridge';
  expects: ExpectedAnswer;
  hangUp: string | undefined;
  asksForHuman: boolean;
  failures: Failure[];
  /** Notes of the human at the desk that these words deal with. */
  whispers: { whisperId: string; outcome: WhisperOutcome }[];
};

export const blankNotes = (agent: string, source: ReplyNotes['source']): ReplyNotes => ({
  agent,
  agentReason: '',
  source,
  expects: 'anything',
  hangUp: undefined,
  asksForHuman: false,
  failures: [],
  whispers: [],
});

function note(notes: ReplyNotes, part: Exclude<ReplyPart, { type: 'text' }>): void {
  switch (part.type) {
    case 'agent':
      Object.assign(notes, { agent: part.agent, agentReason: part.reason });
      break;
    case 'source':
      notes.source = part.source;
      break;
    case 'expects':
      notes.expects = part.field;
      break;
    case 'asksForHuman':
      notes.asksForHuman = true;
      break;
    case 'hangUp':
      notes.hangUp = part.reason;
      break;
    case 'whisper':
      notes.whispers.push({ whisperId: part.whisperId, outcome: part.outcome });
      break;
    case 'degraded':
      notes.failures.push(part.failure);
      break;
  }
}

/** The words of a reply, its other parts noted on the way. */
export async function* wordsOf(
  parts: AsyncIterable<ReplyPart>,
  notes: ReplyNotes,
  firstWord: () => void,
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const part of parts) {
    if (part.type !== 'text') note(notes, part);
    else {
      if (isFirst) firstWord();
      isFirst = false;
      yield part.text;
    }
  }
}

/** Text as one token, for what is known beforehand. */
export async function* fixedWords(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

/** One text after the other. */
export async function* wordsInTurn(...streams: AsyncIterable<string>[]): AsyncGenerator<string> {
  for (const [index, stream] of streams.entries()) {
    if (index > 0) yield ' ';
    yield* stream;
  }
}

/** Words → clauses → sound. */
export function soundsOf(
  words: AsyncIterable<string>,
  mouth: Mouth,
  signal: AbortSignal,
): AsyncGenerator<Result<SpokenClause, Failure>> {
  return mouth.speak(clausesOf(words), signal);
}
