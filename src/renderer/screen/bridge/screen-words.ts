import type { z } from 'zod';
import type { screenContract } from '../../../contract/screen.ts';

type Screen = typeof screenContract;

/** The names, questions, answers and events of the screen's contract, for hooks that take any of them. */
export type WishName = { [Name in keyof Screen]: Screen[Name] extends { kind: 'call' } ? Name : never }[keyof Screen];
export type WishInput<Name extends WishName> = Screen[Name] extends { input: infer Input extends z.ZodType }
  ? z.infer<Input>
  : never;
export type WishOutput<Name extends WishName> = Screen[Name] extends { output: infer Output extends z.ZodType }
  ? z.infer<Output>
  : never;
export type EventName = { [Name in keyof Screen]: Screen[Name] extends { kind: 'event' } ? Name : never }[keyof Screen];
export type EventPayload<Name extends EventName> = Screen[Name] extends { payload: infer Payload extends z.ZodType }
  ? z.infer<Payload>
  : never;
