import type { Objection } from '../../domain/agent/objections/objection.ts';
import type { Evidence } from '../../domain/agent/qualification/evidence.ts';
import { scoreOf } from '../../domain/agent/qualification/score.ts';
import { createPortPair } from '../../base/port.ts';
import { silentLog } from '../../base/log.ts';
import { failed, ok } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import type { HeardExchange, ReplyPart, Thought } from '../../domain/agent/thinker.ts';
import type { Whisper } from '../../domain/agent/whisper.ts';
import type { VoiceToLine } from '../../domain/audio/audio-message.ts';
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import { createSwitchboard } from '../../domain/audio/switchboard.ts';
import type { Handler } from '../../domain/call/call-id.ts';
import type { TextToSpeech } from '../../domain/engine/text-to-speech.ts';
import type { FloorFact } from '../../domain/floor/floor-fact.ts';
import type { Hearing } from '../hear/hearing.ts';
import { createMouth } from '../speak/mouth.ts';
import { createSession } from '../session/session.ts';
import type { SessionDeps } from '../session/session-deps.ts';

/** Speaks every word as 200 ms of tone, so that a test can say after how many samples a word was heard. */
export const WORD_SAMPLES = 0.2 * SAMPLE_RATE;

function tones(breaksAt: string | undefined): TextToSpeech {
  return {
    voiceId: 'tones',
    sampleRate: SAMPLE_RATE,
    synthesise: (text) => {
      if (breaksAt && text.includes(breaksAt))
        return Promise.resolve(failed({ kind: 'engine-failed', engine: 'tones', detail: 'broken' }));
      const samples = new Float32Array(text.split(/\s+/).length * WORD_SAMPLES);
      for (let i = 0; i < samples.length; i++) samples[i] = 0.5 * Math.sin(i / 5);
      return Promise.resolve(ok(samples));
    },
  };
}

type Script = { [callerText: string]: Iterable<ReplyPart> };

const OPENER = { text: 'Hi, this is Joe, an AI. May I ask something?', agent: 'conversation' };

function scriptedThought(script: Script, openerWasHeard: boolean, suggestion: Promise<string>) {
  const exchanges: HeardExchange[] = [];
  const asked: string[] = [];
  const overheard: { side: string; text: string }[] = [];
  const whispers: Whisper[] = [];
  const used: string[] = [];
  /** Whose words began to sound, and why they had the call. */
  const spoke: { agent: string; reason: string }[] = [];
  /** What is proven of the lead; tests put it here. */
  const evidence: Evidence[] = [];
  /** What the caller had against going on; tests put it here. */
  const objections: Objection[] = [];
  const suggested: { callerText: string; signal: AbortSignal }[] = [];
  const thought: Thought = {
    agent: 'conversation',
    languageModel: null,
    get qualification() {
      return scoreOf(
        evidence,
        evidence.map(({ quote }) => quote),
      );
    },
    objections,
    opener: () => Promise.resolve(OPENER),
    bridge: (why) => {
      if (why === 'resumed' && !openerWasHeard) return OPENER;
      return { text: why === 'resumed' ? 'Sorry, I am back.' : 'I am taking over again.', agent: 'conversation' };
    },
    async *reply({ callerText }) {
      asked.push(callerText);
      await Promise.resolve();
      yield* script[callerText] ?? [{ type: 'text', text: 'I see.' }];
    },
    speaks: (agent, reason) => void spoke.push({ agent, reason }),
    heard: (exchange) => {
      exchanges.push(exchange);
      return Promise.resolve();
    },
    overheard: (turn) => {
      overheard.push(turn);
      return Promise.resolve();
    },
    whisper: (whisper) => {
      whispers.push(whisper);
      return Promise.resolve('waiting');
    },
    whisperUsed: ({ turnId, whisperId }) => {
      used.push(`${whisperId} in ${turnId}`);
      return Promise.resolve();
    },
    suggest: ({ callerText }, signal) => {
      suggested.push({ callerText, signal });
      return suggestion.then((text) => ({ text, agent: 'conversation' }));
    },
    warm: () => {},
  };
  return { thought, evidence, objections, exchanges, asked, overheard, whispers, used, spoke, suggested };
}

type StageOptions = Partial<Pick<SessionDeps, 'resumed' | 'handler'>> & {
  /** A word that the voice cannot say. */
  breaksAt?: string;
  /** What the mind proposes to the human, once it does. */
  suggestion?: Promise<string>;
  coaching?: boolean;
  /** The call was lost before its opener was heard. */
  openerUnheard?: boolean;
};

/**
 * A call in which the test is the caller's ear: it tells the floor's facts, and everything from there to the samples
 * that leave the line is real. Time stands still until the test moves it.
 */
export function stageSession(script: Script = {}, options: StageOptions = {}) {
  const clock = createFakeClock();
  const [voiceEnd, lineEnd] = createPortPair();
  const told: { name: string; payload: Record<string, unknown> }[] = [];
  const mind = scriptedThought(
    script,
    !options.openerUnheard,
    options.suggestion ?? Promise.resolve('You could say this.'),
  );
  const tellFact: ((fact: FloorFact) => void)[] = [];
  const expected: string[] = [];
  const hurried: boolean[] = [];
  let ids = 0;
  let audibleSamples = 0;

  const hearing: Hearing = {
    open(onFact) {
      tellFact.push(onFact);
      return {
        hear() {},
        forget() {},
        flush: () => Promise.resolve(),
        hurry: (overOurVoice) => void hurried.push(overOurVoice),
        expect(field) {
          expected.push(field);
          onFact({ type: 'answerExpected', field });
        },
        close() {},
      };
    },
  };
  const switchboard = createSwitchboard({ onLineToVoice: (message) => lineEnd.post(message), onRecorded: null });
  const saidAs: Handler[] = [];
  lineEnd.onMessage((raw) => {
    const message = raw as VoiceToLine;
    if (message.type === 'say') saidAs.push(switchboard.handler);
    switchboard.receive(message);
  });
  const silence = new Float32Array(FRAME_SAMPLES);
  const out = new Float32Array(FRAME_SAMPLES);
  const tick = () => {
    switchboard.process(silence, silence, out);
    audibleSamples += out.some((sample) => Math.abs(sample) > 0.1) ? FRAME_SAMPLES : 0;
    clock.after(FRAME_MS, tick);
  };
  clock.after(FRAME_MS, tick);

  const session = createSession({
    callId: 'call-1',
    thought: mind.thought,
    opener: OPENER,
    mouth: createMouth(tones(options.breaksAt)),
    hearing,
    audio: voiceEnd,
    clock,
    log: silentLog,
    newId: () => `t${++ids}`,
    tell: (name, payload) => void told.push({ name, payload: payload }),
    isCoaching: () => options.coaching ?? true,
    handler: options.handler ?? 'agent',
    resumed: options.resumed ?? false,
  });

  const at = () => switchboard.position;
  const say = (fact: FloorFact) => tellFact[0]!(fact);
  return {
    ...mind,
    clock,
    session,
    switchboard,
    audibleMs: () => (audibleSamples * 1000) / SAMPLE_RATE,
    turns: () =>
      told
        .filter(({ name }) => name === 'turn.finished')
        .map(({ payload }) => payload['turn'] as { side: string; text: string; interrupted: boolean }),
    /** What the caller's ear was told: which answers to expect, and whether to hurry. */
    expected,
    hurried,
    /** How many pieces of our sound came to the line while it was so served. */
    saidToLine: (served: Handler) => saidAs.filter((handler) => handler === served).length,
    told: (name: string) => told.filter((event) => event.name === name).map(({ payload }) => payload),
    caller: {
      /** The caller says something and stops: heard, recognised, judged as finished. */
      async says(text: string, voicedMs = 800) {
        say({ type: 'voiceHeard', voicedMs, atSample: at() });
        const lastVoicedSample = at();
        say({ type: 'silenceHeard', silentMs: 32, lastVoicedSample });
        say({ type: 'wordsRecognised', text, final: true });
        say({ type: 'endOfTurnScored', probability: 0.98 });
        await clock.advance(160);
        for (let silentMs = 192; silentMs <= 1_600; silentMs += 352)
          say({ type: 'silenceHeard', silentMs, lastVoicedSample });
        await clock.advance(0);
      },
      /** The caller pauses behind these words, and it is not known yet whether they go on. */
      stops(text: string) {
        say({ type: 'voiceHeard', voicedMs: 800, atSample: at() });
        say({ type: 'silenceHeard', silentMs: 32, lastVoicedSample: at() });
        say({ type: 'wordsRecognised', text, final: true });
        say({ type: 'endOfTurnScored', probability: 0.98 });
      },
      /** Something that is no speech. */
      async coughs() {
        say({ type: 'voiceHeard', voicedMs: 200, atSample: at() });
        const lastVoicedSample = at();
        say({ type: 'silenceHeard', silentMs: 32, lastVoicedSample });
        say({ type: 'wordsRecognised', text: '', final: true });
        await clock.advance(1_600);
        say({ type: 'silenceHeard', silentMs: 1_632, lastVoicedSample });
      },
      /** Goes on saying nothing after what they said. */
      staysSilent: (silentMs: number) => say({ type: 'silenceHeard', silentMs, lastVoicedSample: at() }),
      async presses(keys: string) {
        for (const key of Array.from(keys)) {
          lineEnd.post({ type: 'pressed', key, atSample: at() });
          await clock.advance(200);
        }
      },
      startsTalking: (voicedMs = 64) => say({ type: 'voiceHeard', voicedMs, atSample: at() }),
      words: (text: string) => say({ type: 'wordsRecognised', text, final: false }),
    },
    human: { says: (fact: FloorFact) => tellFact[1]!(fact) },
  };
}
