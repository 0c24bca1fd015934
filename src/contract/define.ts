import type { z } from 'zod';
import type { Result } from '../base/result.ts';
import type { Failure } from '../domain/failure.ts';

export type CallSpec = { kind: 'call'; input: z.ZodType; output: z.ZodType; deadlineMs: number };
export type EventSpec = { kind: 'event'; payload: z.ZodType };
export type Contract = Record<string, CallSpec | EventSpec>;

/** A question that is answered with `Result<output, Failure>` within `deadlineMs`. Names are `noun.verb`. */
export const call = <Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
  deadlineMs = 5_000,
) => ({ kind: 'call', input, output, deadlineMs }) as const;

/** Something that happened, told to whoever listens. Names are `noun.happened`. */
export const event = <Payload extends z.ZodType>(payload: Payload) => ({ kind: 'event', payload }) as const;

type CallNames<C extends Contract> = { [K in keyof C]: C[K] extends CallSpec ? K : never }[keyof C] & string;
type EventNames<C extends Contract> = { [K in keyof C]: C[K] extends EventSpec ? K : never }[keyof C] & string;
type Input<C extends Contract, K extends keyof C> = C[K] extends CallSpec ? z.infer<C[K]['input']> : never;
type Output<C extends Contract, K extends keyof C> = C[K] extends CallSpec ? z.infer<C[K]['output']> : never;
type Payload<C extends Contract, K extends keyof C> = C[K] extends EventSpec ? z.infer<C[K]['payload']> : never;

export type Handlers<C extends Contract> = {
  [K in CallNames<C>]: (input: Input<C, K>) => Promise<Result<Output<C, K>, Failure>> | Result<Output<C, K>, Failure>;
};

/** The asking side of a boundary. Never rejects: a dead port and a missed deadline are failures like any other. */
export type Client<C extends Contract> = {
  call<K extends CallNames<C>>(name: K, input: Input<C, K>): Promise<Result<Output<C, K>, Failure>>;
  on<K extends EventNames<C>>(name: K, listener: (payload: Payload<C, K>) => void): () => void;
};

/** The answering side of a boundary. */
export type Server<C extends Contract> = {
  emit<K extends EventNames<C>>(name: K, payload: Payload<C, K>): void;
};
