import { type EdgeCall, newSid } from './edge-call.ts';

/** What the far end does with a call. */
export type Script = (call: EdgeCall) => void | Promise<void>;

/** Rings, and is answered. */
export const answers: Script = async (call) => {
  call.ring();
  await call.answer();
};

/** What the Function `outgoing` has the edge do with a test of the connection; any other call is answered. */
export const echoes: Script = async (call) => {
  await answers(call);
  if (call.params['Purpose'] === 'connection-test') call.echo();
};

export const busy: Script = (call) => call.hangUp({ code: 31486, message: 'Busy Here' });

/** Rings for as long as the client waits. */
export const neverAnswers: Script = (call) => call.ring();

/** Rings, and the far end declines. */
export const rejects: Script = async (call) => {
  call.ring();
  await call.hangUp({ code: 31603, message: 'Decline' });
};

/** An answering machine answers, and the Function passes on what machine detection says. */
export const answersWithMachine: Script = async (call) => {
  await answers(call);
  await call.once('media-connected');
  call.sendMessage({
    kind: 'latchkey-status',
    about: 'machine',
    CallSid: newSid('CA'),
    AnsweredBy: 'machine_start',
    MachineDetectionDuration: '3200',
  });
};

/** The far end's own ringing is heard before it answers. */
export const earlyMediaThenAnswers =
  (ringback: Int16Array): Script =>
  async (call) => {
    await call.earlyMedia();
    await call.once('media-connected');
    await call.play(ringback);
    await call.answer();
  };
