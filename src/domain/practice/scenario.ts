import { z } from 'zod';
import { ScenarioExpect, StepExpect } from './scenario-expect.ts';
import { ScenarioCalendar, ScenarioMoment } from './scenario-setting.ts';
import { readSpokenText } from './spoken-text.ts';

/** Voices a lead can speak with. `joe` is the agent's own: give it another speed, or both sound alike. */
export const LeadVoice = z.enum(['kokoro:af_heart', 'kokoro:af_bella', 'kokoro:am_michael', 'kokoro:am_puck', 'joe']);
export type LeadVoice = z.infer<typeof LeadVoice>;

const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
  .max(60);
const durationMs = (longest: number) => z.number().int().min(0).max(longest);

export const Lead = z.strictObject({
  name: z.string().min(1).max(60).describe('Full name, as in the list of leads.'),
  voice: LeadVoice.default('kokoro:af_heart'),
  speed: z.number().min(0.7).max(1.5).default(1).describe('1 is the voice’s own pace; above is faster.'),
  answersAfterMs: durationMs(60_000).default(2_500).describe('How long it rings.'),
  declines: z.boolean().default(false).describe('Presses the call away instead of answering.'),
  patienceMs: durationMs(120_000).default(12_000).describe('Waits so long for our voice, then hangs up.'),
});
export type Lead = z.infer<typeof Lead>;

export const TrunkQuality = z.strictObject({
  noiseDb: z
    .number()
    .min(-90)
    .max(-20)
    .default(-62)
    .describe('Line noise in dBFS. Voices sit near -23: -38 is 15 dB below them.'),
  jitterMs: durationMs(200).default(5).describe('Packets come up to so much late.'),
  lossPercent: z.number().min(0).max(40).default(0),
});

const WHEN = ['afterOurTurn', 'intoOurSpeechMs', 'afterSilenceMs'] as const;
export const When = z
  .strictObject({
    afterOurTurn: z.literal(true).optional().describe('Once the agent has finished. The default.'),
    pauseMs: durationMs(10_000)
      .optional()
      .describe('Only with afterOurTurn: thinks so long first. Left out: 700 to 1200, drawn from the seed.'),
    intoOurSpeechMs: durationMs(30_000).optional().describe('So long after the agent began to speak.'),
    afterSilenceMs: durationMs(60_000).optional().describe('Once neither side has made a sound for so long.'),
  })
  .superRefine((when, context) => {
    const given = WHEN.filter((key) => when[key] !== undefined);
    if (given.length > 1 || (given.length === 0 && when.pauseMs === undefined)) {
      context.addIssue({ code: 'custom', message: `needs exactly one of ${WHEN.join(', ')}` });
    }
    if (when.pauseMs !== undefined && given.some((key) => key !== 'afterOurTurn')) {
      context.addIssue({ code: 'custom', path: ['pauseMs'], message: 'goes with afterOurTurn only' });
    }
  });
export type When = z.infer<typeof When>;

export const StepKind = z.enum(['turn', 'barge-in', 'backchannel', 'noise']);
export type StepKind = z.infer<typeof StepKind>;
const ACTIONS = ['say', 'play', 'digit', 'silenceMs', 'hangUp'] as const;

export const Step = z
  .strictObject({
    name: z.string().min(1).max(60).optional().describe('How the report calls this step.'),
    say: z
      .string()
      .max(600)
      .refine(
        (text) => readSpokenText(text) !== undefined,
        'must be words; a pause is written <pause 600ms>, at most 5000, and stands between words',
      )
      .optional()
      .describe('A text to speak. <pause 600ms> inside it stops to think.'),
    play: z
      .string()
      .regex(/\.wav$/i, 'must be a .wav file')
      .optional()
      .describe('A WAV file, relative to the scenario.'),
    digit: z
      .string()
      .regex(/^[0-9*#]$/, 'must be one key of a telephone: 0-9, * or #')
      .optional(),
    silenceMs: durationMs(60_000).optional().describe('Says nothing for so long.'),
    hangUp: z.literal(true).optional(),
    kind: StepKind.optional().describe('Left out: barge-in where the step begins inside our speech, else turn.'),
    when: When.optional(),
    expect: StepExpect.optional(),
  })
  .superRefine((step, context) => {
    const given = ACTIONS.filter((key) => step[key] !== undefined);
    if (given.length !== 1) context.addIssue({ code: 'custom', message: `needs exactly one of ${ACTIONS.join(', ')}` });
    const sounds = step.say !== undefined || step.play !== undefined;
    for (const { path, message } of sounds ? misplacedExpectations(step) : expectationsOfSilence(step)) {
      context.addIssue({ code: 'custom', path, message });
    }
  });
export type Step = z.infer<typeof Step>;

type Complaint = { path: string[]; message: string };
type Expecting = { kind?: StepKind | undefined; when?: When | undefined; expect?: StepExpect | undefined };

function expectationsOfSilence(step: Expecting): Complaint[] {
  return [
    ...(step.kind ? [{ path: ['kind'], message: 'goes with say or play only' }] : []),
    ...(step.expect
      ? [{ path: ['expect'], message: 'goes with say or play only; others stand at the end of the file' }]
      : []),
  ];
}

const WORDS = ['agentSays', 'agentNeverSays', 'callerHeard'] as const;

function misplacedExpectations(step: Expecting): Complaint[] {
  const kind = kindOfStep(step);
  const { agentYieldsWithinMs, agentKeepsTalking } = step.expect ?? {};
  const takesTheFloor = kind === 'turn' || kind === 'barge-in';
  const yields = agentYieldsWithinMs !== undefined && kind !== 'barge-in';
  const keeps = agentKeepsTalking && takesTheFloor;
  const words = WORDS.filter((key) => step.expect?.[key] !== undefined && !takesTheFloor);
  return [
    ...(yields ? [{ path: ['expect', 'agentYieldsWithinMs'], message: 'goes with a barge-in only' }] : []),
    ...(keeps ? [{ path: ['expect', 'agentKeepsTalking'], message: 'goes with a backchannel or a noise only' }] : []),
    ...words.map((key) => ({ path: ['expect', key], message: 'goes with a turn or a barge-in only' })),
  ];
}

/** What a step is when the file does not say it. */
export function kindOfStep(step: {
  kind?: z.infer<typeof StepKind> | undefined;
  when?: When | undefined;
}): z.infer<typeof StepKind> {
  return step.kind ?? (step.when?.intoOurSpeechMs === undefined ? 'turn' : 'barge-in');
}

export const Persona = z.strictObject({
  prompt: z
    .string()
    .min(20)
    .max(4_000)
    .describe('Who the lead is, what they know and want. Spoken to the language model.'),
  goals: z.array(z.string().min(1).max(200)).max(8).default([]).describe('What the lead tries to reach in this call.'),
  temper: z.enum(['friendly', 'neutral', 'hurried', 'talkative', 'angry']).default('neutral'),
  says: z.string().min(1).max(120).default('Hello?').describe('The first words after picking up.'),
});
export type Persona = z.infer<typeof Persona>;

/** A practice call, as written in a YAML file. docs/SCENARIOS.md explains every key. */
export const Scenario = z
  .strictObject({
    id: Slug,
    title: z.string().min(1).max(80),
    describes: z.string().min(1).max(400),
    difficulty: z.enum(['easy', 'medium', 'hard']),
    seed: z
      .number()
      .int()
      .min(0)
      .max(4_294_967_295)
      .default(1)
      .describe('Of all chance in the call. The command line can give another.'),
    tags: z.array(Slug).max(8).optional().describe('What it is about; an evaluation counts by them.'),
    spoken: z.literal(true).optional().describe('Short and clear enough to be evaluated in sound as well.'),
    call: ScenarioMoment.optional(),
    calendar: ScenarioCalendar.optional(),
    lead: Lead,
    line: TrunkQuality.default({ noiseDb: -62, jitterMs: 5, lossPercent: 0 }),
    steps: z.array(Step).min(1).max(60).optional(),
    persona: Persona.optional(),
    expect: ScenarioExpect.default({}),
  })
  .superRefine((scenario, context) => {
    if ((scenario.steps === undefined) === (scenario.persona === undefined)) {
      context.addIssue({ code: 'custom', message: 'needs exactly one of steps, persona' });
    }
    if (scenario.persona && scenario.lead.voice !== 'joe') {
      context.addIssue({
        code: 'custom',
        path: ['lead', 'voice'],
        message: 'a persona speaks live, which only the voice joe is fast enough for',
      });
    }
  });
export type Scenario = z.infer<typeof Scenario>;
