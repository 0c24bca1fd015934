const SAFE_CALL_ID = /^[A-Za-z0-9_-]{1,64}$/;
const RECORDING = /^([A-Za-z0-9_-]{1,64})\.wav$/;

/** The file a call's sound is in, inside the recordings folder; undefined where the id must not become a file name. */
export const recordingFileOf = (callId: string): string | undefined =>
  SAFE_CALL_ID.test(callId) ? `${callId}.wav` : undefined;

/** Whether a path is where a call's sound is written. */
export const isRecordingOf = (callId: string, path: string): boolean =>
  path.split(/[\\/]/).at(-1) === recordingFileOf(callId);

/** The call whose recording a file is; undefined for a file that is none of ours. */
export const callOfRecordingFile = (file: string): string | undefined => RECORDING.exec(file)?.[1];
