import { callerGoesOn } from '../../domain/agent/half-turn.ts';
import { pressedText } from '../../domain/agent/pressed-keys.ts';
import { wantsNoOpener } from '../../domain/agent/wants-no-opener.ts';
import { speakUpAfterMs } from '../../domain/floor/speak-up.ts';
import type { Turn } from '../../domain/record/turn.ts';
import { blankNotes, type ReplyNotes } from '../../voice/session/reply-stream.ts';
import { GREETING_WAIT_MS } from '../../voice/session/session-deps.ts';
import { firstSentence } from '../../voice/speak/clauses.ts';
import type { Answer, DrivenThought } from './drive-thought.ts';
import { heardAfter, spokenMs, wordsIn } from './spoken-length.ts';
import type { TextRecord } from './text-record.ts';

/** Between the caller's last word and our first: about what a call takes in sound. */
const ANSWER_MS = 600;
/** Keys that come closer together are one number. */
const NEXT_KEY_MS = 1_500;

/** Our side of a call in text, on the call's own milliseconds: what the session is to a call in sound. */
export type TextAgent = {
  isSpeaking(nowMs: number): boolean;
  /** Somebody speaks up who wants the floor: we yield it. */
  callerBegins(nowMs: number): Promise<void>;
  callerSaid(said: { words: string; startedMs: number; endedMs: number }): void;
  pressed(digit: string, nowMs: number): void;
  /** Whatever is due; whether the agent hangs up. */
  tick(nowMs: number): Promise<'stays' | 'hangs-up'>;
  /** The call is over, whoever ended it. */
  end(nowMs: number): Promise<void>;
};

type Deps = {
  thought: DrivenThought;
  opener: { text: string; agent: string };
  record: TextRecord;
  /** Told every turn as it ends. */
  onTurn(turn: Turn): void;
  signal: AbortSignal;
};
type CallerWords = { text: string; turnId: string };
type Speech = { turnId: string; caller: CallerWords; answer: Answer; startedMs: number; endedMs: number };

export function createTextAgent({ thought, opener, record, onTurn, signal }: Deps): TextAgent {
  const opening = createOpening(opener.text);
  let turns = 0;
  let agent: string | null = null;
  let speech: Speech | null = null;
  let callerSpeaks = false;
  /** What the caller has said and nobody has answered yet. */
  let caller: CallerWords = { text: '', turnId: '' };
  let keys = '';
  let keysAt = Infinity;
  let answerAt = Infinity;
  let speakUpAt = GREETING_WAIT_MS;

  const newId = () => `turn-${++turns}`;
  const finished = (turn: Turn) => {
    record.add({ type: 'turnFinished', turn }, turn.endedMs);
    onTurn(turn);
  };

  async function close(saying: Speech, nowMs: number, cut: { byCaller: boolean } | null): Promise<void> {
    speech = null;
    const { turnId, caller: answered, startedMs, answer } = saying;
    const agentText = cut ? heardAfter(answer.text, nowMs - startedMs) : answer.text;
    opening.heard(answer.text, agentText);
    if (agentText !== '') finished(turnOf(saying, { text: agentText, nowMs, interrupted: cut !== null }));
    const lineMs = nowMs;
    if (cut?.byCaller) record.add({ type: 'bargedIn', turnId, lineMs, duckedMs: null, hushedMs: 0 }, nowMs);
    for (const failure of answer.notes.failures) record.add({ type: 'degraded', failure }, nowMs);
    const goesOn =
      cut?.byCaller === true &&
      answered.text !== '' &&
      callerGoesOn({ silentMs: ANSWER_MS, soundedMs: nowMs - startedMs });
    await remember({ turnId, answered, agentText, interrupted: cut !== null, goesOn }, nowMs);
  }

  async function remember(
    said: { turnId: string; answered: CallerWords; agentText: string; interrupted: boolean; goesOn: boolean },
    nowMs: number,
  ): Promise<void> {
    const { turnId, answered, agentText, interrupted, goesOn } = said;
    await thought.heard({
      turnId,
      callerText: answered.text,
      callerTurnId: answered.turnId,
      agentText,
      interrupted,
      ...(interrupted ? { callerGoesOn: goesOn } : {}),
    });
    record.scored(thought.qualification, nowMs);
  }

  async function wordsFor(turnId: string, callerText: string): Promise<Answer> {
    const { instead, words } = opening.before(callerText);
    if (instead) return { text: words, notes: blankNotes(opener.agent, 'opener'), firstWordMs: null };
    const answer = await thought.answer({ turnId, callerText }, signal);
    return { ...answer, text: `${words} ${answer.text}`.trim() };
  }

  async function speak(answered: CallerWords, nowMs: number): Promise<'stays' | 'hangs-up'> {
    const turnId = newId();
    speakUpAt = Infinity;
    const answer = await wordsFor(turnId, answered.text);
    thought.speaks(answer.notes);
    transition(answer.notes, nowMs);
    const saying: Speech = {
      turnId,
      caller: answered,
      answer,
      startedMs: nowMs,
      endedMs: nowMs + spokenMs(answer.text),
    };
    if (wordsIn(answer.text).length > 0) {
      speech = saying;
      return 'stays';
    }
    await close(saying, nowMs, null);
    return afterwards(answer.notes, nowMs);
  }

  function transition({ agent: to, agentReason, source }: ReplyNotes, nowMs: number): void {
    if (to === '' || to === agent) return;
    record.add({ type: 'agentTransitioned', from: agent, to, reason: agentReason || source }, nowMs);
    agent = to;
  }

  function afterwards({ hangUp }: ReplyNotes, nowMs: number): 'stays' | 'hangs-up' {
    speakUpAt = nowMs + speakUpAfterMs({ cutOffByNoise: false });
    return hangUp === undefined ? 'stays' : 'hangs-up';
  }

  /** What the caller said and pressed, which is answered now. */
  function takeCaller(): CallerWords {
    const text = [pressedText(keys), caller.text].filter(Boolean).join(' ');
    const { turnId } = caller;
    caller = { text: '', turnId: '' };
    keys = '';
    keysAt = answerAt = Infinity;
    return { text, turnId };
  }

  return {
    isSpeaking: (nowMs) => speech !== null && nowMs >= speech.startedMs && nowMs < speech.endedMs,
    async callerBegins(nowMs) {
      callerSpeaks = true;
      answerAt = speakUpAt = Infinity;
      if (speech) await close(speech, nowMs, { byCaller: true });
    },
    callerSaid({ words, startedMs, endedMs }) {
      callerSpeaks = false;
      answerAt = endedMs + ANSWER_MS;
      if (words === '') return;
      const turnId = newId();
      finished({ turnId, side: 'caller', text: words, startedMs, endedMs, interrupted: false });
      caller = { text: `${caller.text} ${words}`.trim(), turnId: caller.turnId || turnId };
    },
    pressed(digit, nowMs) {
      record.add({ type: 'digitReceived', digit, lineMs: nowMs }, nowMs);
      keys += digit;
      keysAt = digit === '#' ? nowMs : nowMs + NEXT_KEY_MS;
    },
    async tick(nowMs) {
      if (speech && nowMs >= speech.endedMs) {
        const { notes } = speech.answer;
        await close(speech, speech.endedMs, null);
        if (afterwards(notes, nowMs) === 'hangs-up') return 'hangs-up';
      }
      if (callerSpeaks) return 'stays';
      if (nowMs >= keysAt) {
        if (speech) await close(speech, nowMs, { byCaller: false });
        return speak(takeCaller(), nowMs);
      }
      if (nowMs >= answerAt) return speak(takeCaller(), nowMs);
      return !speech && nowMs >= speakUpAt ? speak({ text: '', turnId: '' }, nowMs) : 'stays';
    },
    async end(nowMs) {
      if (speech) await close(speech, nowMs, { byCaller: false });
      const answered = takeCaller();
      if (answered.text === '') return;
      await remember({ turnId: newId(), answered, agentText: '', interrupted: true, goesOn: false }, nowMs);
    },
  };
}

/** Who calls must have been heard before anything else is said; what was talked over is said again. */
function createOpening(text: string) {
  let sounded = false;
  let identified = false;
  return {
    /** What stands in the reply's place, or before it. */
    before(callerText: string): { instead: boolean; words: string } {
      const instead = !identified && !sounded;
      const silent = identified || (callerText !== '' && wantsNoOpener(callerText));
      return silent ? { instead: false, words: '' } : { instead, words: instead ? text : firstSentence(text) };
    },
    heard(intended: string, heard: string): void {
      if (identified || !intended.startsWith(firstSentence(text))) return;
      sounded = true;
      identified = heard.length >= firstSentence(text).length;
    },
  };
}

function turnOf(
  { turnId, answer, startedMs }: Speech,
  { text, nowMs, interrupted }: { text: string; nowMs: number; interrupted: boolean },
): Turn {
  const { notes, firstWordMs } = answer;
  const unknown = { silenceSeenMs: null, recognisedMs: null, decidedMs: null, firstSoundMs: null };
  return {
    turnId,
    side: 'agent',
    text,
    ...(text === answer.text ? {} : { intended: answer.text }),
    startedMs,
    endedMs: nowMs,
    interrupted,
    agent: notes.agent,
    source: notes.source,
    ...(firstWordMs === null ? {} : { latency: { ...unknown, firstWordMs, heardMs: firstWordMs } }),
  };
}
