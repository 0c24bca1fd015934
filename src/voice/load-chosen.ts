import type { Result } from '../base/result.ts';
import { type AgentVoice, type Recogniser, SPEECH_CHOICES } from '../domain/engine/speech-choice.ts';
import { describeFailure, type Failure } from '../domain/failure.ts';

type Choosing<Choice, Engine> = {
  chosen: Choice;
  /** What a call can do with on any machine. */
  standIn: Choice;
  load(choice: Choice): Promise<Result<Engine, Failure>>;
  /** Why an engine that loads is of no use in a call all the same. */
  unfit?(engine: Engine): Promise<Failure | undefined>;
  /** Told why what was chosen is not what calls use. */
  degraded(why: Failure): void;
};

/** The engine that a person chose, else the one that stands in for it. Fails where neither can be had. */
export async function loadChosen<Choice extends AgentVoice | Recogniser, Engine>(
  choosing: Choosing<Choice, Engine>,
): Promise<Result<Engine, Failure>> {
  const { chosen, standIn, load, unfit, degraded } = choosing;
  if (chosen === standIn) return load(standIn);
  const engine = await load(chosen);
  const why = engine.ok ? await unfit?.(engine.value) : unusable(chosen, standIn, engine.failure);
  if (why === undefined) return engine;
  const other = await load(standIn);
  if (other.ok) degraded(why);
  return other;
}

/** That a choice cannot be used, in the words of what is the matter with it. */
function unusable(chosen: AgentVoice | Recogniser, instead: AgentVoice | Recogniser, failure: Failure): Failure {
  const [from, to] = [SPEECH_CHOICES[chosen].name, SPEECH_CHOICES[instead].name];
  return { kind: 'choice-unusable', chosen: from, instead: to, detail: describeFailure(failure).says };
}
