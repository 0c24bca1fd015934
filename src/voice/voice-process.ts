import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Port } from '../base/port.ts';
import { failed, ok, type Result } from '../base/result.ts';
import { createCalendarClient } from '../contract/calendar.ts';
import type { HostSide } from '../contract/host.ts';
import { voiceContract } from '../contract/voice.ts';
import { serve } from '../contract/wire.ts';
import type { Thinker, Thought } from '../domain/agent/thinker.ts';
import type { WorkflowSeed } from '../domain/agent/workflow-seed.ts';
import { samplesToMs } from '../domain/audio/pcm.ts';
import type { Handler } from '../domain/call/call-id.ts';
import type { CheckpointsState } from '../domain/checkpoint/checkpoints-state.ts';
import type { Failure } from '../domain/failure.ts';
import { createCheckpointsHealth } from './checkpoints-health.ts';
import { createAnalysisDesk } from './analysis-desk.ts';
import type { Calendar } from '../domain/scheduling/calendar.ts';
import { createHearing, type Hearing } from './hear/hearing.ts';
import { createEngineShelf } from './load-engines.ts';
import { fixedWords, soundsOf } from './session/reply-stream.ts';
import { createSession } from './session/session.ts';
import type { Session } from './session/session-deps.ts';
import type { Opener } from './session/opening.ts';
import { createMouth, type Mouth } from './speak/mouth.ts';
import type { EngineLoaders, VoiceEngines } from './voice-engines.ts';

type Prepared = { thought: Thought; opener: Opener; handler: Handler; resumed: boolean };
/** `calendar`: where the call may book visits; not there where none are booked. */
type Call = { prepared?: Prepared; audio?: Port; calendar?: { port: Port; client: Calendar }; session?: Session };

const calendarOf = ({ calendar }: Call) => (calendar ? { calendar: calendar.client } : {});

/** What is told by whatever is loaded. */
export type LoaderTells = {
  /** What went wrong without ending anything. */
  degraded: (failure: Failure) => void;
  /** The language model is otherwise than it was. */
  mindChanged: () => void;
  /** How the place is that calls are kept in. */
  checkpoints: (state: CheckpointsState) => void;
};

export type VoiceProcessDeps = {
  loaders: (tell: LoaderTells) => EngineLoaders;
  /** First clauses that many replies share: rendered while there is nothing else to do. */
  openings: readonly string[];
  clock: Clock;
  log: Log;
  newId: () => string;
};

/** Preparing a call may take so much longer, once, so that the first clause of most replies is there at once. */
const REHEARSE_AHEAD_MS = 4_000;

/** Hearing, thinking and speaking for every call that main hands over. Owns no call: main says when one begins and ends. */
export function runVoice(host: HostSide, deps: VoiceProcessDeps): void {
  const { clock, log, newId } = deps;
  const calls = new Map<string, Call>();
  const checkpoints = createCheckpointsHealth(clock, {
    changed: (health) => server.emit('part.changed', health),
    degraded: (failure) => server.emit('part.degraded', { callId: null, failure }),
    recovered: (failure) => server.emit('part.recovered', { failure }),
  });
  const shelf = createEngineShelf(
    deps.loaders({
      degraded: (failure) => server.emit('part.degraded', { callId: null, failure }),
      mindChanged: () => shelf.mindLooked(),
      checkpoints: checkpoints.note,
    }),
    clock,
    (health) => server.emit('part.changed', health),
  );
  let shared: { hearing: Hearing; mouth: Mouth; thinker: Thinker } | undefined;
  let idle = new AbortController();
  let coaching = true;
  const analyses = createAnalysisDesk(async () => {
    await loaded;
    return shelf.thinker();
  });

  const call = (callId: string): Call => {
    const known = calls.get(callId) ?? {};
    calls.set(callId, known);
    return known;
  };
  const share = (engines: VoiceEngines) =>
    (shared ??= {
      hearing: createHearing({ ...engines, clock, log }),
      mouth: createMouth(engines.textToSpeech),
      thinker: engines.thinker,
    });

  /** What is rendered already costs nothing; a call that begins ends it. */
  function rehearseWhileIdle(): void {
    if (!shared || [...calls.values()].some(({ session }) => session)) return;
    idle.abort();
    idle = new AbortController();
    void shared.mouth.rehearse(deps.openings, idle.signal);
  }

  /** While it rings there is time; a call that is resumed has none. */
  async function rehearseAhead(mouth: Mouth): Promise<void> {
    const bound = new AbortController();
    const cancel = clock.after(REHEARSE_AHEAD_MS, () => bound.abort());
    await mouth.rehearse(deps.openings, bound.signal);
    cancel();
  }

  async function prepare(input: { callId: string; seed: WorkflowSeed; resume: boolean; handler: Handler }) {
    analyses.callBegins();
    const mine = call(input.callId);
    const engines = await shelf.load();
    if (!engines.ok) return engines;
    // What this call does without, or with something else than was chosen, is said in the call too; where its words come
    // from, it shows all the time.
    for (const { part, failure } of [...shelf.health(), ...checkpoints.list()])
      if (failure && part !== 'language-model') server.emit('part.degraded', { callId: input.callId, failure });
    const { mouth } = share(engines.value);
    const thought = await engines.value.thinker.open({
      ...input,
      ...calendarOf(mine),
      observers: { onAgentTransition: (change) => server.emit('agent.transitioned', change) },
    });
    shelf.mindLooked();
    if (!thought.ok) return thought;
    const opener = await thought.value.opener();
    const firstWords = input.resume ? thought.value.bridge('resumed') : opener;
    const openerPcm = await render(mouth, firstWords.text);
    const { text } = thought.value.bridge('lost');
    const bridgePcm = await render(mouth, text);
    if (!openerPcm.ok) return openerPcm;
    if (!bridgePcm.ok) return bridgePcm;
    const isOver = () => calls.get(input.callId) !== mine;
    if (!input.resume && !isOver()) await rehearseAhead(mouth);
    // Nobody would ever end it again.
    if (isOver()) return failed<Failure>({ kind: 'refused', reason: 'The call was over before it was prepared.' });
    mine.prepared = { thought: thought.value, opener, handler: input.handler, resumed: input.resume };
    return ok({
      voiceId: mouth.voiceId,
      languageModel: thought.value.languageModel,
      openerMs: Math.round(samplesToMs(openerPcm.value.length)),
      bridge: { text, pcm: bridgePcm.value },
    });
  }

  function begin(callId: string): Result<null, Failure> {
    const known = call(callId);
    if (!known.prepared || !known.audio || !shared)
      return failed({ kind: 'refused', reason: 'The call was not prepared, or its audio is missing.' });
    idle.abort();
    analyses.callBegins();
    known.session = createSession({
      callId,
      ...known.prepared,
      ...shared,
      audio: known.audio,
      clock,
      log,
      newId,
      tell: server.emit,
      isCoaching: () => coaching,
    });
    known.session.begin();
    return ok(null);
  }

  async function end(callId: string): Promise<Result<null, Failure>> {
    const known = calls.get(callId);
    calls.delete(callId);
    await known?.session?.end();
    known?.audio?.close();
    known?.calendar?.port.close();
    // A call of an earlier life may be over, and deleted, before there is a mind here that can forget it, and where
    // another engine is missing for good.
    const thinker = shelf.thinker();
    if (thinker) await thinker.forget(callId);
    else void loaded.then(() => shelf.thinker()?.forget(callId));
    shelf.mindLooked();
    rehearseWhileIdle();
    return ok(null);
  }

  const server = serve(host.control, voiceContract, {
    log,
    handlers: {
      'call.prepare': prepare,
      'call.begin': ({ callId }) => begin(callId),
      'handler.set': ({ callId, handler, lineMs }) => {
        const known = calls.get(callId);
        // Before it begins (again), a call only has to know who serves the caller once it does.
        if (known?.prepared) known.prepared = { ...known.prepared, handler };
        known?.session?.setHandler(handler, lineMs);
        return ok(null);
      },
      'whisper.give': async ({ callId, ...whisper }) => {
        const known = calls.get(callId);
        // While a call is resumed there is a mind before there is a conversation.
        const state = await (known?.session?.whisper(whisper) ?? known?.prepared?.thought.whisper(whisper));
        return state
          ? ok({ state })
          : failed<Failure>({ kind: 'refused', reason: 'There is no call that a note could be for.' });
      },
      'coach.set': ({ on }) => {
        coaching = on;
        return ok(null);
      },
      'call.end': ({ callId }) => end(callId),
      'engines.list': async () => {
        await shelf.load();
        return ok([...shelf.health(), ...checkpoints.list()]);
      },
      'languageModel.choose': async (choice) => {
        const engines = await shelf.load();
        if (!engines.ok) return engines;
        await engines.value.thinker.refresh(choice);
        shelf.mindLooked();
        return ok(null);
      },
      'checkpoints.choose': async (choice) => {
        // At once then: a call that is resumed was asked for next, and waits for the same engines.
        const engines = await shelf.load();
        if (!engines.ok) return engines;
        engines.value.thinker.chooseCheckpoints(choice);
        return ok(null);
      },
      'checkpoints.try': async (choice) => {
        const engines = await shelf.load();
        return engines.ok ? engines.value.thinker.tryCheckpoints(choice) : engines;
      },
      'call.analyse': ({ record }) => analyses.analyse(record),
    },
  });

  host.onStream((offer, port) => {
    if (offer.stream === 'audio') call(offer.callId).audio = port;
    if (offer.stream === 'calendar')
      call(offer.callId).calendar = { port, client: createCalendarClient(port, { clock, log }) };
  });
  const loaded = shelf.load().then((engines) => {
    if (engines.ok) share(engines.value);
    rehearseWhileIdle();
  });
}

/** Renders text that will be said for sure: it is kept, so that it is there at once. */
async function render(mouth: Mouth, text: string): Promise<Result<Int16Array<ArrayBuffer>, Failure>> {
  const pieces: Int16Array[] = [];
  for await (const clause of soundsOf(fixedWords(text), mouth, new AbortController().signal)) {
    if (!clause.ok) return clause;
    pieces.push(clause.value.pcm);
  }
  const whole = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  pieces.reduce((at, piece) => (whole.set(piece, at), at + piece.length), 0);
  return ok(whole);
}
