import type { Clock } from '../../base/clock.ts';
import type { LanguageModel, LanguageModelStatus } from '../../domain/engine/language-model.ts';

/** Which language model there is to think with, at this moment. */
export type Mind = {
  /** null: rehearsed replies. */
  readonly languageModel: LanguageModel | null;
  readonly modelName: string | null;
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
    get languageModel() {
      return status?.state === 'ready' ? chosen : null;
    },
    get modelName() {
      return status?.state === 'ready' ? status.model : null;
    },
    async look(choice) {
      if (choice) chosen = deps.languageModel(choice);
      const asked = chosen;
      const answer = asked ? await withinBound(asked.status(), deps.clock) : null;
      // A later look at another model has overtaken this one.
      if (asked === chosen) status = answer;
    },
  };
}

function withinBound(status: Promise<LanguageModelStatus>, clock: Clock): Promise<LanguageModelStatus | null> {
  return new Promise((resolve) => {
    const cancel = clock.after(LOOK_MS, () => resolve(null));
    const settle = (value: LanguageModelStatus | null) => {
      cancel();
      resolve(value);
    };
    clock.during(status).then(settle, () => settle(null));
  });
}
