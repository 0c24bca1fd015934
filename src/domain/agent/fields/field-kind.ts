/** What a turn makes of a field: its new value, or that nobody can tell which part was meant; undefined where it is about something else. */
export type FieldHearing = { value: string } | 'ambiguous' | undefined;

/** One kind of thing that is given piece by piece. All pure. */
export type FieldKind = {
  /** @param value what is known so far. @param state `readBack`: the caller has heard it and says what is wrong. */
  hear(value: string, text: string, state: { readBack: boolean }): FieldHearing;
  /** The question for what is missing; null where nothing is; `again` where it cannot be right. */
  missing(value: string): string | null;
  /** How many digits are still to come, where that can be told. */
  digitsMissing?(value: string): number | null;
  /** As it is read back. */
  /** What is said back of a part, before the rest is asked for; '' where it is not worth it. */
  part?(value: string): string;
  spoken(value: string): string;
  /** How it is asked for once more, after a no. */
  again: string;
  ambiguous: string;
  /** As it is written down. */
  written(value: string): string;
};
