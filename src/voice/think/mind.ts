import type { Clock } from '../../base/clock.ts';
import type { LanguageModel, LanguageModelStatus } from '../../domain/engine/language-model.ts';
import type { Failure } from '../../domain/failure.ts';

/** What the replies of a call are worded with. */
export type Wording = {
  /** null: rehearsed replies. */
  readonly languageModel: LanguageModel | null;
  readonly modelName: string | null;
};

/** Which language model there is to think with. */
export type Mind = {
  /** What the last look found, with how the model is right now; null where there is to be none. */
  readonly status: LanguageModelStatus | null;
  /** For a call that begins now: it keeps the model that it is shown and recorded with. */
  wording(): Wording;
  /** Asks whether the model is there; with a choice, turns to that one. Bounded; never fails. */
  look(choice?: { url: string; model: string }): Promise<void>;
};

/** A call is not kept waiting longer than this for a server that may be dead. */
const LOOK_MS = 2_000;

export function createMind(deps: {
  languageModel: (choice?: { url: string; model: string }) => LanguageModel | null;
  clock: Clock;
}): Mind {
  let chosen = deps.languageModel();
  let status: LanguageModelStatus | null = null;
  return {
    get status() {
      const health = status?.state === 'ready' ? chosen?.health?.() : undefined;
      return status?.state === 'ready' && health ? { ...status, health } : status;
    },
    wording: () =>
      status?.state === 'ready'
        ? { languageModel: chosen, modelName: status.model }
        : { languageModel: null, modelName: null },
    async look(choice) {
      if (choice) chosen = deps.languageModel(choice);
      const asked = chosen;
      const answer = asked ? await withinBound(asked.status(), deps.clock) : null;
      // A later look at another model has overtaken this one.
      if (asked === chosen) status = answer;
    },
  };
}

function withinBound(status: Promise<LanguageModelStatus>, clock: Clock): Promise<LanguageModelStatus> {
  return new Promise((resolve) => {
    const absent = (failure: Failure) => resolve({ state: 'absent', failure });
    const cancel = clock.after(LOOK_MS, () =>
      absent({ kind: 'deadline-passed', what: 'The language model', afterMs: LOOK_MS }),
    );
    void clock
      .during(status)
      .then(resolve, (error: unknown) => absent({ kind: 'language-model-failed', detail: String(error) }))
      .finally(cancel);
  });
}
