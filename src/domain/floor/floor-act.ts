/** What the session does about it. */
export type FloorAct =
  /** Prepare a reply to these words; throw away what was being prepared for others. */
  | { type: 'think'; text: string }
  /** The turn is ours: let the prepared reply be heard. */
  | { type: 'speak' }
  /** The caller goes on: throw the prepared reply away. Nobody heard any of it. */
  | { type: 'drop' }
  /** Someone speaks over us: lower our voice until it is known what it is. */
  | { type: 'duck' }
  /** It was nothing: come back up. */
  | { type: 'resume' }
  /** The caller has the floor: fall silent, what waits is dropped. */
  | { type: 'hush' }
  /** What was heard so far is dealt with: the next voice begins a new utterance. */
  | { type: 'forget' };
