import { z } from 'zod';
import { MOST_WHISPER } from '../domain/agent/whisper.ts';
import { Handler, LineName } from '../domain/call/call-id.ts';
import { CallSnapshot } from '../domain/call/call-snapshot.ts';
import { WrittenServer } from '../domain/checkpoint/checkpoint-choice.ts';
import { PartHealth } from '../domain/health/part-health.ts';
import { ModelStatus } from '../domain/models/model-status.ts';
import { PracticeReport } from '../domain/practice/practice-report.ts';
import { ScenarioSummary } from '../domain/practice/scenario-summary.ts';
import { CallRecord } from '../domain/record/call-record.ts';
import { Today } from '../domain/record/today.ts';
import { BusyTime, MOST_BUSY_NOTE } from '../domain/scheduling/busy-time.ts';
import { CalendarPage } from '../domain/scheduling/calendar-page.ts';
import { LocalMoment } from '../domain/scheduling/local-moment.ts';
import { Settings, SettingsChange } from '../domain/settings/settings.ts';
import {
  CONNECTION_TEST_MS,
  ConnectionProgress,
  ConnectionTestEnd,
  LoopbackLevels,
} from '../domain/telephony/connection-report.ts';
import { AccountCheck, SetUpView } from '../domain/telephony/set-up-view.ts';
import { call, event } from './define.ts';
import { WishStamp } from './gate.ts';

const ofCall = z.object({ callId: z.string() });

/** The account's own keys. Main uses them while it answers and keeps neither. */
const twilioKeys = z.object({ accountSid: z.string().trim().max(80), authToken: z.string().trim().max(80) });
const CheckpointView = z.object({
  passwords: z.object({ redis: z.boolean(), postgres: z.boolean() }),
  kept: z.enum(['keychain', 'memory']),
});
/** `cancelled`: what was done until then stays, and the same wish goes on from there. */
const setUpEnd = z.object({ ended: z.enum(['complete', 'cancelled']) });
/** Longer than Twilio's slowest build. */
const SET_UP_MS = 900_000;

/** Screen ↔ main. The screen asks (`…Requested` wishes) and shows snapshots; it decides nothing about the call. */
export const screenContract = {
  'snapshot.get': call(z.null(), CallSnapshot),
  'practice.start': call(z.object({ scenario: z.string() }), z.object({ callId: z.string() }), 200_000),
  /** Calls this number, as a person wrote it, if the gate allows it. */
  'call.start': call(z.object({ number: z.string().max(40) }), z.object({ callId: z.string() }), 30_000),
  /** Picks up a call that is offered: for the human, or for the agent as soon as it can speak. */
  'call.answer': call(z.object({ callId: z.string(), handler: Handler }), z.null()),
  'digits.send': call(z.object({ callId: z.string(), digits: z.string() }), z.null()),
  /** `wish`: the same wish went straight to the line. */
  'call.takeOver': call(ofCall.extend({ wish: WishStamp.optional() }), z.null()),
  'call.handBack': call(ofCall.extend({ wish: WishStamp.optional() }), z.null()),
  /** A note to the agent for its next reply; the caller never hears of it. */
  'whisper.give': call(
    z.object({ callId: z.string(), text: z.string().trim().min(1).max(MOST_WHISPER) }),
    z.object({ whisperId: z.string() }),
  ),
  /** Whether the caller hears the human who has the call. */
  'microphone.mute': call(z.object({ callId: z.string(), muted: z.boolean() }), z.null()),
  'call.hangUp': call(ofCall, z.null()),
  /** Puts an ended call's snapshot away. */
  'call.dismiss': call(ofCall, z.null()),
  'scenarios.list': call(z.null(), z.array(ScenarioSummary), 25_000),
  'report.get': call(ofCall, PracticeReport, 60_000),

  'history.list': call(
    z.object({
      text: z.string(),
      limit: z.number().int().min(1).max(200),
      before: z.number().nullable(),
      /** Without it, the calls of all lines. */
      line: LineName.optional(),
    }),
    z.object({ calls: z.array(CallRecord), more: z.boolean() }),
  ),
  'history.get': call(
    ofCall,
    z.object({ record: CallRecord, recordingUrl: z.string().nullable(), recordingMs: z.number() }),
  ),
  'history.delete': call(ofCall, z.null()),
  /** Has a call analysed (again) as soon as no call is up; the record tells what came of it. */
  'analysis.again': call(ofCall, z.null()),
  /** Practice is never mixed with what is real. */
  'today.get': call(z.null(), z.object({ telephone: Today, practice: Today })),

  /** What stands in the calendar, of practice too, and when the desk is busy, as far as they reach into the span. */
  'calendar.get': call(
    z.object({ fromWallMs: z.number(), toWallMs: z.number() }),
    CalendarPage.extend({ timeZone: z.string() }),
  ),
  'appointment.cancel': call(z.object({ appointmentId: z.string() }), z.null()),
  /** From when to when, as the clock of the desk shows it. */
  'busy.add': call(
    z.object({ starts: LocalMoment, ends: LocalMoment, note: z.string().trim().max(MOST_BUSY_NOTE) }),
    BusyTime,
  ),
  'busy.remove': call(z.object({ busyId: z.string() }), z.null()),

  'health.list': call(z.null(), z.array(PartHealth), 30_000),
  'part.restart': call(z.object({ part: z.string() }), z.null(), 60_000),

  'models.list': call(z.null(), z.array(ModelStatus), 30_000),
  'model.install': call(z.object({ modelId: z.string() }), z.null(), 3_600_000),
  'model.cancel': call(z.object({ modelId: z.string() }), z.null()),
  'model.verify': call(z.object({ modelId: z.string() }), z.null(), 120_000),
  'model.remove': call(z.object({ modelId: z.string() }), z.null(), 30_000),

  /** Whether Ollama answers, and which models it has. */
  'ollama.get': call(
    z.null(),
    z.object({
      url: z.string(),
      version: z.string().nullable(),
      models: z.array(z.object({ name: z.string(), bytes: z.number() })),
      chosen: z.string(),
    }),
    10_000,
  ),
  'ollama.pull': call(z.object({ model: z.string().min(1).max(120) }), z.null(), 7_200_000),
  'ollama.cancelPull': call(z.null(), z.null()),

  /** Whether a password is known of each server, and whether it outlives this run. */
  'checkpoints.get': call(z.null(), CheckpointView),
  /** Whether calls could be kept there: what answers, and in how many ms. Changes nothing. */
  'checkpoints.try': call(WrittenServer, z.object({ about: z.string(), tookMs: z.number() }), 40_000),
  /** Keeps calls there from the next one on; a password '' takes the known one away. */
  'checkpoints.keep': call(WrittenServer, CheckpointView, 40_000),

  'telephone.get': call(z.null(), SetUpView),
  /** Looks at the account, and makes nothing. */
  'telephone.check': call(twilioKeys, AccountCheck, 120_000),
  /** Makes at Twilio what calls need. `numberSid` is PN…; the fallback number as a person wrote it. */
  'telephone.setUp': call(
    twilioKeys.extend({ numberSid: z.string(), fallbackNumber: z.string().max(40).nullable() }),
    setUpEnd,
    SET_UP_MS,
  ),
  'telephone.undo': call(twilioKeys, setUpEnd, SET_UP_MS),
  /** Ends what is running of these two, where it can be gone on with. */
  'telephone.cancel': call(z.null(), z.null()),

  'settings.get': call(z.null(), Settings),
  'settings.set': call(SettingsChange, Settings),
  'sound.devices': call(
    z.null(),
    z.object({
      microphones: z.array(z.object({ id: z.string(), label: z.string() })),
      speakers: z.array(z.object({ id: z.string(), label: z.string() })),
    }),
  ),
  'sound.check': call(
    z.null(),
    z.object({ microphoneDb: z.number().nullable(), speaker: z.boolean(), says: z.string() }),
    20_000,
  ),
  /** Lets somebody hear themselves, a second late, until it is stopped or a call begins. */
  'loopback.start': call(z.null(), z.null(), 20_000),
  'loopback.stop': call(z.null(), z.null()),
  /** Calls the echo at Twilio, without dialling anybody; not while a call is up. `withVoice`: with the microphone, heard at the desk. */
  'connection.test': call(z.object({ withVoice: z.boolean() }), ConnectionTestEnd, CONNECTION_TEST_MS + 5_000),
  'connection.cancel': call(z.null(), z.null()),
  /** Opens the system's file dialog for a WAV; null where the person changed their mind. */
  'microphoneFile.choose': call(z.null(), z.string().nullable(), 600_000),
  'app.about': call(
    z.null(),
    z.object({
      version: z.string(),
      runtime: z.string(),
      dataFolder: z.string(),
      modelsFolder: z.string(),
      fallbackRuntime: z.boolean(),
    }),
  ),

  'snapshot.changed': event(CallSnapshot),
  /** How loud the caller and the desk's microphone were in the last second, in dBFS; while a call is live. */
  'audio.measured': event(z.object({ callId: z.string(), callerDb: z.number(), microphoneDb: z.number() })),
  'loopback.measured': event(LoopbackLevels),
  'loopback.ended': event(z.null()),
  'connection.progressed': event(ConnectionProgress),
  'records.changed': event(z.object({ callId: z.string() })),
  /** Something in the calendar is not as it was: ask again. */
  'calendar.changed': event(z.null()),
  'health.changed': event(PartHealth),
  'model.progressed': event(
    z.object({
      modelId: z.string(),
      phase: z.enum(['downloading', 'converting', 'verifying', 'done', 'failed', 'cancelled']),
      doneBytes: z.number(),
      totalBytes: z.number(),
    }),
  ),
  'ollama.progressed': event(
    z.object({ model: z.string(), status: z.string(), doneBytes: z.number(), totalBytes: z.number() }),
  ),
  'settings.changed': event(Settings),
  /** A step of the set-up began or ended, or all of it: ask again. */
  'telephone.changed': event(z.null()),
  /** A screen that was asked for from outside it (tray, bar, menu). */
  'screen.requested': event(
    z.object({ screen: z.enum(['call', 'history', 'calendar', 'practice', 'health', 'models', 'settings']) }),
  ),
} as const;
