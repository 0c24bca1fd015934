import { z } from 'zod';

export const CallId = z.string().min(1).max(64).brand('CallId');
export type CallId = z.infer<typeof CallId>;

/** The simulated lead's line, or the carrier's: practice is never counted as the real thing. */
export const LineName = z.enum(['practice', 'telephone']);
export type LineName = z.infer<typeof LineName>;

/** Who serves the caller. */
export const Handler = z.enum(['agent', 'human']);
export type Handler = z.infer<typeof Handler>;

/** Who said it: the far end, our agent, or the human at the desk. */
export const Side = z.enum(['caller', 'agent', 'human']);
export type Side = z.infer<typeof Side>;

/** What the floor is doing, in one word for the screen. */
export const FloorStatus = z.enum(['waiting', 'listening', 'thinking', 'speaking', 'ducked']);
export type FloorStatus = z.infer<typeof FloorStatus>;

/**
 * A part of a call as the carrier counts and charges it: from the app to the carrier, from there to the telephone, and to
 * the number that is rung instead of an app that does not answer.
 */
export const Leg = z.enum(['desk', 'far-end', 'fallback']);
export type Leg = z.infer<typeof Leg>;

export const EndReason = z.enum([
  'caller-hung-up',
  'agent-hung-up',
  'human-hung-up',
  'not-answered',
  /** The far end was on another call, or declined this one. */
  'busy',
  'rejected',
  /** It rang here and nobody picked up in time. */
  'missed',
  /** An answering machine or a fax picked up, and the agent let it be. */
  'machine',
  'failed',
  'app-closed',
  'cancelled',
]);
export type EndReason = z.infer<typeof EndReason>;
