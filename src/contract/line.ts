import { z } from 'zod';
import { EndReason, Handler, Leg } from '../domain/call/call-id.ts';
import { DialPermit } from '../domain/compliance/dial-permit.ts';
import { Failure } from '../domain/failure.ts';
import { Volume } from '../domain/settings/settings.ts';
import { CallSid } from '../domain/telephony/carrier-message.ts';
import {
  CONNECTION_TEST_MS,
  ConnectionProgress,
  ConnectionTestEnd,
  LoopbackLevels,
} from '../domain/telephony/connection-report.ts';
import { TelephoneState } from '../domain/telephony/telephone-state.ts';
import { call, event } from './define.ts';
import { WishStamp } from './gate.ts';

const ofCall = z.object({ callId: z.string() });

/** Whom a call goes to: the simulated lead behind this call's trunk, or a telephone that the gate allows. */
export const DialTarget = z.discriminatedUnion('line', [
  z.object({ line: z.literal('practice') }),
  z.object({ line: z.literal('telephone'), permit: DialPermit, detectMachines: z.boolean() }),
]);
export type DialTarget = z.infer<typeof DialTarget>;

/** Main ↔ line (the hidden window, or the headless line). Streams `audio`, `recording` and `trunk` arrive before `call.dial`. */
export const lineContract = {
  'call.dial': call(z.object({ callId: z.string(), to: DialTarget }), z.null(), 15_000),
  /** Picks up a call that was offered, with the gates where they shall be. */
  'call.accept': call(z.object({ callId: z.string(), handler: Handler }), z.null(), 15_000),
  /** Keys for the far end's menus: digits, *, # and w (half a second's wait). */
  'digits.send': call(z.object({ callId: z.string(), digits: z.string().regex(/^[\d*#w]{1,64}$/) }), z.null()),
  /** With this token the telephone is reachable; another one takes its place without a gap. `null` gives it up. */
  'telephone.register': call(z.object({ token: z.string().min(1).nullable() }), z.null()),
  'call.hangUp': call(ofCall, z.null()),
  /**
   * Both gates in one tick; answers where on the line's clock it happened. Nothing comes of it where a screen's wish has
   * moved them that is not among `knows`, the wishes that were known when this was decided.
   */
  'gates.set': call(
    z.object({ callId: z.string(), handler: Handler, knows: z.record(z.string(), z.number()) }),
    z.object({ lineMs: z.number() }),
    1_000,
  ),
  /** While the human has the call: whether the caller hears them. The gates' next move undoes it. */
  'microphone.mute': call(z.object({ callId: z.string(), muted: z.boolean() }), z.null(), 1_000),
  /** Plays a pre-rendered clip through the agent's gate at once: the bridging sentence when the voice process died. */
  'clip.play': call(z.object({ callId: z.string(), clip: z.literal('bridge') }), z.null()),
  /** 16 kHz mono PCM to have at hand for `clip.play`. */
  'clip.keep': call(z.object({ clip: z.literal('bridge'), pcm: z.instanceof(Int16Array) }), z.null()),
  'devices.choose': call(
    z.object({
      microphoneId: z.string(),
      speakerId: z.string(),
      microphoneFile: z.string(),
      microphonePcm: z.instanceof(Int16Array).nullable(),
      volume: Volume,
    }),
    z.null(),
  ),
  /** How loud the desk hears the call. */
  'volume.set': call(z.object({ volume: Volume }), z.null()),
  'devices.list': call(
    z.null(),
    z.object({
      microphones: z.array(z.object({ id: z.string(), label: z.string() })),
      speakers: z.array(z.object({ id: z.string(), label: z.string() })),
    }),
  ),
  /** Plays a test tone on the speaker and listens to the microphone for two seconds: loudest level in dBFS. */
  'sound.check': call(
    z.null(),
    z.object({ microphoneDb: z.number().nullable(), speaker: z.boolean(), failure: Failure.nullable() }),
    15_000,
  ),
  /** The microphone comes back from the speaker a second late, until it is stopped or a call begins. */
  'loopback.start': call(z.null(), z.null(), 15_000),
  'loopback.stop': call(z.null(), z.null()),
  /** Calls the carrier's echo and measures the way there and back; not while a call is up. `withVoice`: with the microphone, heard at the desk. */
  'connection.test': call(
    z.object({ token: z.string().min(1), withVoice: z.boolean() }),
    ConnectionTestEnd,
    CONNECTION_TEST_MS,
  ),
  'connection.cancel': call(z.null(), z.null()),

  'telephone.changed': event(TelephoneState),
  /** The token has little time left, or is not taken any more. */
  'telephone.tokenNeeded': event(z.null()),
  /** Somebody calls. It rings until it is accepted, hung up, or given up by the far end. */
  'call.offered': event(z.object({ callId: z.string(), from: z.string(), to: z.string() })),
  /** A message of the carrier's function about a call: parsed by whoever knows that function. */
  'carrier.told': event(z.object({ callId: z.string(), content: z.unknown() })),
  /** The carrier's name for one of the two legs, as soon as it is known. */
  'leg.opened': event(z.object({ callId: z.string(), leg: Leg, callSid: CallSid })),
  'call.ringing': event(ofCall),
  'call.answered': event(z.object({ callId: z.string(), lineMs: z.number() })),
  'call.ended': event(
    z.object({
      callId: z.string(),
      reason: EndReason,
      lineMs: z.number(),
      recordedMs: z.number(),
      /** Why, where it failed. */
      failure: Failure.optional(),
    }),
  ),
  /** Also when the screen asked for it directly: the gates moved first, main hears of it after. */
  'gates.changed': event(
    z.object({
      callId: z.string(),
      handler: Handler,
      lineMs: z.number(),
      by: z.enum(['main', 'screen']),
      /** The screen's wish that was done; told even where the gates were so before. */
      wish: WishStamp.optional(),
    }),
  ),
  'microphone.muted': event(z.object({ callId: z.string(), muted: z.boolean() })),
  /** What the caller heard of a clip that is over: all of it, or as far as it came. */
  'clip.played': event(
    z.object({
      callId: z.string(),
      clip: z.literal('bridge'),
      startedMs: z.number(),
      endedMs: z.number(),
      whole: z.boolean(),
    }),
  ),
  'digit.received': event(z.object({ callId: z.string(), digit: z.string(), lineMs: z.number() })),
  /** Once a second while a call is up. */
  'audio.measured': event(
    z.object({
      callId: z.string(),
      lineMs: z.number(),
      callerDb: z.number(),
      usDb: z.number(),
      microphoneDb: z.number(),
      /** Since the call began. */
      framesLost: z.number(),
      underruns: z.number(),
    }),
  ),
  'loopback.measured': event(LoopbackLevels),
  'loopback.ended': event(z.null()),
  'connection.progressed': event(ConnectionProgress),
  'part.degraded': event(z.object({ failure: Failure })),
  /** What was told of with `part.degraded` is over. */
  'part.recovered': event(z.object({ failure: Failure })),
} as const;
