/** When a step begins, with all chance already taken out of it. */
export type StepMoment =
  | { after: 'our-turn'; pauseMs: number }
  | { after: 'onset-of-our-speech'; ms: number }
  | { after: 'silence'; ms: number };

export type StepAct =
  | { act: 'sound'; kind: 'turn' | 'barge-in' | 'backchannel' | 'noise'; text: string; pcm: Int16Array }
  | { act: 'digit'; digit: string }
  | { act: 'silence'; ms: number }
  | { act: 'hang-up' };

/** One step, ready to be performed. `pcm` is 8 kHz, trimmed: its first and last samples are sound. */
export type ReadyStep = { readonly index: number; readonly name: string; readonly moment: StepMoment } & StepAct;

/** What became of a step. `missed`: it was due inside our speech, which was over before. Times on the lead's packet clock. */
export type PlayedStep = {
  readonly index: number;
  readonly name: string;
  readonly act: StepAct['act'];
  readonly kind: 'turn' | 'barge-in' | 'backchannel' | 'noise' | 'digit' | 'silence' | 'hang-up';
  readonly text: string;
  readonly missed: boolean;
  readonly startedMs: number;
  readonly endedMs: number;
};
