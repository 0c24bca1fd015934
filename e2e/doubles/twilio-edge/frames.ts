import { z } from 'zod';

export const PROTOCOL_VERSION = '1.6';

const CallSid = z.string().min(1);
const payloadOf = <Name extends string, Shape extends z.ZodType>(type: Name, payload: Shape) =>
  z.object({ type: z.literal(type), version: z.string(), payload });

/** All that a client says, as pstream.js of the SDK sends it. */
export const ClientFrame = z.discriminatedUnion('type', [
  payloadOf('listen', z.object({ token: z.string() })),
  payloadOf('register', z.object({ media: z.object({ audio: z.boolean() }) })),
  payloadOf(
    'invite',
    z.object({
      callsid: CallSid,
      sdp: z.string(),
      reconnect: z.string().optional(),
      /** `params` is a query string. */
      twilio: z.object({ params: z.string().optional() }).optional(),
    }),
  ),
  payloadOf('answer', z.object({ callsid: CallSid, sdp: z.string() })),
  payloadOf('reinvite', z.object({ callsid: CallSid, sdp: z.string() })),
  payloadOf('hangup', z.object({ callsid: CallSid, message: z.string().optional() })),
  payloadOf('reject', z.object({ callsid: CallSid })),
  payloadOf('dtmf', z.object({ callsid: CallSid, dtmf: z.string() })),
  payloadOf(
    'message',
    z.object({
      callsid: CallSid,
      content: z.unknown(),
      contenttype: z.string(),
      messagetype: z.string(),
      voiceeventsid: z.string(),
    }),
  ),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

export type Read = { kind: 'heartbeat' } | { kind: 'frame'; frame: ClientFrame } | { kind: 'unknown'; why: string };

/** Reads one websocket text; what is not of the protocol comes back with the reason. */
export function readFrame(text: string): Read {
  if (text === '\n') return { kind: 'heartbeat' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'unknown', why: 'not JSON' };
  }
  const parsed = ClientFrame.safeParse(json);
  return parsed.success
    ? { kind: 'frame', frame: parsed.data }
    : { kind: 'unknown', why: z.prettifyError(parsed.error) };
}
