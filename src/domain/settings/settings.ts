import { z } from 'zod';
import { CheckpointPlace, serverAddress } from '../checkpoint/checkpoint-choice.ts';
import { Handler } from '../call/call-id.ts';
import { AgentVoice, DEFAULT_RECOGNISER, DEFAULT_VOICE, Recogniser } from '../engine/speech-choice.ts';
import { PhoneNumber } from '../lead/phone-number.ts';
import { OfficeHours, USUAL_HOURS } from '../scheduling/office-hours.ts';
import { TimeZone } from '../scheduling/time-zone.ts';

/** In percent. */
export const Volume = z.number().int().min(0).max(100);

const wholeMinutes = (least: number, most: number) => {
  const wrong = `write whole minutes, from ${least} to ${most}`;
  return z.number(wrong).int(wrong).min(least, wrong).max(most, wrong);
};

/** Everything a person can set. Every key has a default, so that an empty object is a complete file. */
export const Settings = z.strictObject({
  brokerage: z.string().min(1).max(80).default('Keystone Realty'),
  agentName: z.string().min(1).max(40).default('Joe'),
  humanName: z.string().min(1).max(40).default('the agent in charge'),
  callBackNumber: z.string().min(1).max(40).default('555 0100'),
  ollamaUrl: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:11434'),
  /** '' chooses the first model that Ollama has. */
  ollamaModel: z.string().max(120).default(''),
  /** With which voice the agent speaks, and what hears the caller. Calls use the defaults where these cannot be used. */
  agentVoice: AgentVoice.default(DEFAULT_VOICE),
  recogniser: Recogniser.default(DEFAULT_RECOGNISER),
  /** Where what the agent knows of a call that is up is kept. The servers' passwords are in the keychain. */
  checkpointPlace: CheckpointPlace.default('disk'),
  redisUrl: serverAddress('redis').default('redis://127.0.0.1:6379'),
  postgresUrl: serverAddress('postgres').default('postgresql://127.0.0.1:5432/latchkey'),
  /** Telephones of the person at the desk: the only numbers that may be dialled until other rules allow more. */
  ownPhones: z.array(PhoneNumber).max(20).default([]),
  /** Who picks up a call that comes in. */
  incomingAnsweredBy: Handler.default('human'),
  /** Whether the carrier listens who picks up a call that is placed, so that the agent hangs up on machines. It charges for that. */
  detectMachines: z.boolean().default(true),
  /** Whether the agent offers visits and books them in the calendar. */
  bookVisits: z.boolean().default(true),
  officeHours: OfficeHours.default(USUAL_HOURS),
  visitMinutes: wholeMinutes(10, 480).default(60),
  /** How long before a visit it can be booked at the latest, in minutes; at most two weeks. */
  visitLeadMinutes: wholeMinutes(0, 20_160).default(120),
  /** Between one visit and the next, for the way, in minutes. */
  visitBufferMinutes: wholeMinutes(0, 240).default(30),
  /** Where the desk's clock stands; '' is where this machine's does. */
  timeZone: z.union([z.literal(''), TimeZone]).default(''),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  microphoneId: z.string().default('default'),
  speakerId: z.string().default('default'),
  /** How loud the desk hears a call. */
  speakerVolume: Volume.default(100),
  /** Where calls that come in ring. */
  ringerId: z.string().default('default'),
  /** A WAV file that speaks for the human where there is no microphone. '' for none. */
  microphoneFile: z.string().default(''),
  recordCalls: z.boolean().default(true),
  /** Electron accelerator of the global take-over key. */
  takeOverHotKey: z.string().min(1).default('CommandOrControl+Shift+T'),
  /** Whether the play/pause key of a headset answers, takes over and hands back, while a call rings for the human or is live. */
  headsetKey: z.boolean().default(true),
  /** Whether single letters (t, h, j, ?) are keys; some people dictate or use one hand. */
  letterKeys: z.boolean().default(true),
  /** Whether the human is shown what they could say while they have a call. */
  suggestions: z.boolean().default(true),
  firstRunDone: z.boolean().default(false),
});
export type Settings = z.infer<typeof Settings>;

type Change = { [Key in keyof Settings]?: Settings[Key] | undefined };

// Built from the fields, so that no key is written twice; `fromEntries` forgets which key has which type.
/** Some of the settings, to be changed. Unlike `Settings.partial()` it leaves out what is not named: zod would fill in the defaults. */
export const SettingsChange = z.strictObject(
  Object.fromEntries(Object.entries(Settings.shape).map(([key, field]) => [key, field.unwrap().optional()])),
) as unknown as z.ZodType<Change>;
export type SettingsChange = Change;

export const defaultSettings: Settings = Settings.parse({});
