import { z } from 'zod';
import { PhoneNumber } from '../lead/phone-number.ts';

/** Of the rules by which permits are given; it stays with the record of each call. */
export const RULE_VERSION = '2026-11-own-phones';

/** A permit is for this moment: what was true of a number may not be true later. */
export const PERMIT_MS = 60_000;

/**
 * Leave to dial one number for one call. Only `askToDial` makes one; nothing dials without. It crosses processes, so the
 * line parses it and looks at it again (`permitStands`).
 */
export const DialPermit = z
  .strictObject({
    callId: z.string().min(1),
    number: PhoneNumber,
    /** Who may be heard: the agent, or only the human at the desk. */
    mode: z.enum(['agent-speaks', 'human-first']),
    /** Why it was given. */
    basis: z.enum(['own-phone']),
    ruleVersion: z.string().min(1),
    expiresAtWallMs: z.number(),
  })
  .brand('DialPermit');
export type DialPermit = z.infer<typeof DialPermit>;

/** Whether this permit is for this call and still holds. */
export const permitStands = (permit: DialPermit, { callId, wallMs }: { callId: string; wallMs: number }): boolean =>
  permit.callId === callId && wallMs < permit.expiresAtWallMs;
