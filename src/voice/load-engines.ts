import type { Clock } from '../base/clock.ts';
import { failed, ok, type Result } from '../base/result.ts';
import type { BreakerState, LanguageModelStatus } from '../domain/engine/language-model.ts';
import type { Thinker } from '../domain/agent/thinker.ts';
import type { Failure } from '../domain/failure.ts';
import type { PartHealth } from '../domain/health/part-health.ts';
import type { EngineLoaders, VoiceEngines } from './voice-engines.ts';

const PARTS: { [Name in keyof VoiceEngines]: PartHealth['part'] } = {
  speechToText: 'speech-to-text',
  voiceActivity: 'voice-activity',
  endOfTurn: 'end-of-turn',
  textToSpeech: 'voice',
  thinker: 'language-model',
};

/** A call can do without these; Health says what it costs. */
const OPTIONAL: ReadonlySet<keyof VoiceEngines> = new Set(['endOfTurn'] as const);

type Trouble = Pick<PartHealth, 'failure' | 'nextTryWallMs'>;

export type EngineShelf = {
  /** Loads what is not loaded yet; what failed is tried again. */
  load(): Promise<Result<VoiceEngines, Failure>>;
  health(): PartHealth[];
  /** Whoever thinks, also where another engine is missing; undefined while not loaded. */
  thinker(): Thinker | undefined;
  /** The language model was looked for, or has come into trouble or out of it: tells how it is now. */
  mindLooked(): void;
};

/** Keeps the engines in memory. Loading is slow and happens once, ahead of the first call. */
export function createEngineShelf(
  loaders: EngineLoaders,
  clock: Clock,
  changed: (health: PartHealth) => void,
): EngineShelf {
  const names = Object.keys(PARTS) as (keyof VoiceEngines)[];
  const loaded: Partial<VoiceEngines> = {};
  const health = new Map<keyof VoiceEngines, PartHealth>();
  let loading: Promise<Result<VoiceEngines, Failure>> | undefined;

  const note = (name: keyof VoiceEngines, state: PartHealth['state'], trouble: Trouble = {}) => {
    const entry: PartHealth = {
      part: PARTS[name],
      state,
      detail: detailOf(name),
      sinceWallMs: clock.wallTime(),
      ...trouble,
    };
    health.set(name, entry);
    changed(entry);
  };
  const detailOf = (name: keyof VoiceEngines): string => {
    const { textToSpeech, speechToText, thinker } = loaded;
    if (name === 'textToSpeech') return textToSpeech?.voiceId ?? '';
    if (name === 'speechToText') return speechToText?.modelId ?? '';
    return name === 'thinker' && thinker?.languageModel?.state === 'ready' ? mindInWords(thinker.languageModel) : '';
  };
  /** Thinking goes on without a language model, in rehearsed words; the part that is shown is the model. */
  const noteMind = () => {
    const model = loaded.thinker?.languageModel;
    if (!model) note('thinker', 'off');
    else if (model.state === 'absent') note('thinker', 'degraded', { failure: model.failure });
    else noteBreaker(model.health?.breaker ?? { state: 'closed' });
  };
  /** A model that is left alone is still the one that will word the replies. */
  const noteBreaker = (breaker: BreakerState) => {
    if (breaker.state === 'closed') {
      note('thinker', 'ready');
      return;
    }
    const failure: Failure = { kind: 'language-model-failed', detail: breaker.why };
    const next = breaker.state === 'open' ? { nextTryWallMs: breaker.nextTryWallMs } : {};
    note('thinker', 'degraded', { failure, ...next });
  };

  async function loadOne(name: keyof VoiceEngines): Promise<Failure | undefined> {
    if (loaded[name]) return undefined;
    note(name, 'starting');
    const remarks: Failure[] = [];
    const loading: Promise<Result<unknown, Failure>> = loaders[name]((why) => remarks.push(why)).catch(
      (error: unknown) => failed({ kind: 'engine-failed', engine: PARTS[name], detail: String(error) }),
    );
    const engine = await clock.during(loading);
    if (engine.ok) Object.assign(loaded, { [name]: engine.value });
    const failure = engine.ok ? remarks[0] : engine.failure;
    if (engine.ok && name === 'thinker') noteMind();
    else note(name, failure ? 'degraded' : 'ready', failure ? { failure } : {});
    return engine.ok ? undefined : engine.failure;
  }

  async function loadAll(): Promise<Result<VoiceEngines, Failure>> {
    const failures: Failure[] = [];
    for (const name of names) {
      const failure = await loadOne(name);
      if (failure && !OPTIONAL.has(name)) failures.push(failure);
    }
    loading = undefined;
    return failures[0] ? failed(failures[0]) : ok({ endOfTurn: null, ...loaded } as VoiceEngines);
  }

  return {
    load: () => (loading ??= loadAll()),
    health: () => [...health.values()],
    thinker: () => loaded.thinker,
    mindLooked() {
      if (loaded.thinker) noteMind();
    },
  };
}

type ReadyMind = Extract<LanguageModelStatus, { state: 'ready' }>;
function mindInWords({ model, health }: ReadyMind): string {
  const { wanted, found } = health?.frequentReplies ?? { wanted: 0, found: 0 };
  return wanted === 0 ? model : `${model} · ${found} of ${wanted} frequent replies from memory`;
}
