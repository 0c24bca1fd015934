import { z } from 'zod';
import { Failure } from '../domain/failure.ts';
import { PracticeReport } from '../domain/practice/practice-report.ts';
import { ScenarioSummary } from '../domain/practice/scenario-summary.ts';
import { call, event } from './define.ts';

/** The first question is asked while the process still starts, on a machine that starts everything else too. */
const STARTING_MS = 20_000;

/** Main ↔ practice (the simulated lead). Its sound and signalling go over the `trunk` stream, line ↔ practice. */
export const practiceContract = {
  /** Scenarios that ship with the app and those in the person's folder; a broken file is listed with what is wrong. */
  'scenarios.list': call(z.null(), z.array(ScenarioSummary), STARTING_MS),
  /** Parses, renders the lead's voice ahead. `scenario` is an id or a file path; a negative `seed` means the scenario's own. */
  'lead.prepare': call(
    z.object({ callId: z.string(), scenario: z.string(), seed: z.number().int() }),
    z.object({ leadName: z.string(), scenarioId: z.string() }),
    180_000,
  ),
  /** The call is off before it was placed: its preparation ends, and makes room for the next. */
  'lead.dismiss': call(z.object({ callId: z.string() }), z.null()),
  /** Once the call is over: what was expected and what came of it. Words are recognised then, which takes seconds. */
  'report.get': call(z.object({ callId: z.string() }), PracticeReport, 60_000),

  'lead.preparing': event(z.object({ callId: z.string(), done: z.number(), total: z.number() })),
  'part.degraded': event(z.object({ failure: Failure })),
} as const;
