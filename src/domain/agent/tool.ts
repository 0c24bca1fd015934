import type { Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { Appointment } from '../scheduling/appointment.ts';
import type { TimeSlot } from '../scheduling/time-slot.ts';

/**
 * What an agent asks of the world outside the conversation. `free` and `find` only look: they may run for a reply that
 * nobody will hear. The others do something: they run once the caller hears the reply that asked for them, and never
 * for one that was overtaken.
 */
export type ToolRequest =
  | { tool: 'free'; fromWallMs: number; toWallMs: number; most: number }
  | { tool: 'find' }
  | { tool: 'hold'; slot: TimeSlot }
  | { tool: 'commit'; appointmentId: string; replaces: string | null }
  | { tool: 'cancel'; appointmentId: string };

/** What came of it. `stale`: it was not done, since the turn it belonged to is over. */
export type ToolResult =
  | { tool: 'free'; answer: Result<TimeSlot[], Failure> }
  | { tool: 'find'; answer: Result<Appointment | null, Failure> }
  | { tool: 'hold' | 'commit' | 'cancel'; answer: Result<Appointment, Failure> };

export const hasEffect = ({ tool }: ToolRequest): boolean => tool === 'hold' || tool === 'commit' || tool === 'cancel';
