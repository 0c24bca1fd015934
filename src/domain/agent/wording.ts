import { firstName, identification, purposeText } from './fixed-texts.ts';
import { spokenNumber } from './spoken-number.ts';
import type { WorkflowContext } from './workflow-context.ts';

/**
 * One way to say it: a clause of at most four words first, since the caller waits for it. It ends like a sentence, so
 * that it can be spoken before a model has found its first word.
 */
export type Wording = readonly [ack: string, body: string];
/** The ways to say one thing. `{…}` is filled from the call's seed. */
export type Wordings = readonly [Wording, ...Wording[]];

/** Chooses a wording: the same in the same context, another one in the next turn or call. */
export function pick<Item>(items: readonly [Item, ...Item[]], context: WorkflowContext, salt = 0): Item {
  return items[(context.phrasingSeed + context.revision * 7 + salt) % items.length] ?? items[0];
}

/** Puts the call's names into a wording. */
export function fill(text: string, { seed }: Pick<WorkflowContext, 'seed'>): string {
  return text
    .replaceAll('{identification}', identification(seed))
    .replaceAll('{purpose}', purposeText(seed))
    .replaceAll('{humanFull}', seed.humanName)
    .replaceAll('{human}', firstName(seed.humanName))
    .replaceAll('{brokerage}', seed.brokerage)
    .replaceAll('{number}', spokenNumber(seed.callBackNumber));
}
