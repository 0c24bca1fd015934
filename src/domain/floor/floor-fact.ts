/** What the floor is told. Times are ms; positions are samples on the line's clock. */
export type FloorFact =
  /** The caller's voice goes on: so much of it in this utterance. */
  | { type: 'voiceHeard'; voicedMs: number; atSample: number }
  /** The caller is silent, for so long already; their last sound ended at `lastVoicedSample`. */
  | { type: 'silenceHeard'; silentMs: number; lastVoicedSample: number }
  /** What the caller has said in this utterance. `final`: all of it up to the present pause; else it may grow or change. */
  | { type: 'wordsRecognised'; text: string; final: boolean }
  /** The melody's answer to "has the caller finished?", 0 to 1. */
  | { type: 'endOfTurnScored'; probability: number }
  /** What our last words asked for: shapes how a short or numeric answer is judged. */
  | { type: 'answerExpected'; field: ExpectedAnswer }
  /** The first sound of our speech goes out / all of it has gone out, or it was dropped. */
  | { type: 'speechSounding'; speechId: string }
  | { type: 'speechEnded'; speechId: string };

/** The kind of answer our last question asks for. */
export type ExpectedAnswer =
  | 'anything'
  | 'yes-or-no'
  | 'number'
  | 'name'
  | 'address'
  | 'date'
  | 'phone-number'
  /** So many digits of a telephone number are still to come. */
  | `digits-${number}`
  | 'email'
  | 'choice'
  | 'explanation';
