import { z } from 'zod';

/** Everything that can go wrong and is not a bug. One row here, one row in `failureTable`. */
export const Failure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('microphone-denied') }),
  z.object({ kind: z.literal('microphone-missing') }),
  z.object({ kind: z.literal('sound-unavailable'), detail: z.string() }),
  /** One that was chosen, or was in use, is gone; both by the names that the system gives them. */
  z.object({
    kind: z.literal('device-replaced'),
    device: z.enum(['microphone', 'speaker']),
    chosen: z.string(),
    instead: z.string(),
  }),
  z.object({
    kind: z.literal('process-lost'),
    part: z.string(),
    exitCode: z.number().nullable(),
    /** Somebody had it started anew. */
    onPurpose: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('deadline-passed'), what: z.string(), afterMs: z.number() }),
  z.object({ kind: z.literal('model-missing'), modelId: z.string(), file: z.string() }),
  z.object({ kind: z.literal('model-damaged'), modelId: z.string(), file: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('download-failed'), what: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('engine-failed'), engine: z.string(), detail: z.string() }),
  /** What was chosen under Settings is not what calls use: by their names, and why, as a sentence. */
  z.object({ kind: z.literal('choice-unusable'), chosen: z.string(), instead: z.string(), detail: z.string() }),
  z.object({
    kind: z.literal('voice-too-slow'),
    chosen: z.string(),
    instead: z.string(),
    tookMs: z.number(),
    soundMs: z.number(),
  }),
  z.object({ kind: z.literal('language-model-unreachable'), url: z.string() }),
  z.object({ kind: z.literal('language-model-missing'), model: z.string() }),
  z.object({ kind: z.literal('language-model-failed'), detail: z.string() }),
  z.object({
    kind: z.literal('scenario-invalid'),
    file: z.string(),
    line: z.number(),
    column: z.number(),
    detail: z.string(),
  }),
  z.object({ kind: z.literal('shared-replies-unreachable'), detail: z.string() }),
  z.object({ kind: z.literal('prompt-invalid'), file: z.string(), line: z.number(), detail: z.string() }),
  z.object({ kind: z.literal('settings-damaged'), file: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('disk-full'), path: z.string() }),
  z.object({ kind: z.literal('file-unreadable'), path: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('database-newer'), found: z.number(), supported: z.number() }),
  z.object({ kind: z.literal('database-damaged'), path: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('database-locked'), path: z.string() }),
  /** The server that calls are to be kept on: its kind, host:port, and why not, completing “because …”. */
  z.object({ kind: z.literal('checkpoints-away'), server: z.string(), at: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('port-taken'), port: z.number() }),
  z.object({ kind: z.literal('line-failed'), detail: z.string() }),
  z.object({ kind: z.literal('line-busy') }),
  z.object({ kind: z.literal('telephone-unreachable'), detail: z.string() }),
  /** The carrier refused the telephone, or a call of it: its own code and words. */
  z.object({ kind: z.literal('telephone-refused'), code: z.number(), detail: z.string() }),
  z.object({ kind: z.literal('call-broke-off'), code: z.number(), detail: z.string() }),
  /** The carrier could not get through to the number dialled: it does not exist, or its network is out of reach. */
  z.object({ kind: z.literal('number-unreachable') }),
  /** The connection of a live call is interrupted, and is being made anew. */
  z.object({ kind: z.literal('call-reconnecting') }),
  /** As the carrier's client measures it while a call is live. */
  z.object({ kind: z.literal('call-quality'), warning: z.string() }),
  /** The gate does not allow this call; `reason` completes “because …”. */
  z.object({ kind: z.literal('dial-denied'), number: z.string(), rule: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('twilio-credentials-wrong') }),
  z.object({ kind: z.literal('twilio-unreachable'), detail: z.string() }),
  /** The account is a trial: `what` is what it does not allow, as a sentence. */
  z.object({ kind: z.literal('twilio-trial'), what: z.string() }),
  z.object({ kind: z.literal('twilio-no-number') }),
  /** `country`: a name for the person, or the ISO code. */
  z.object({ kind: z.literal('twilio-geo-permission'), country: z.string() }),
  /** Anything else Twilio said no to, in its own words; `code` is its error's number, where it gave one. */
  z.object({ kind: z.literal('twilio-refused'), code: z.number().nullable(), detail: z.string() }),
  z.object({ kind: z.literal('secrets-damaged'), file: z.string(), detail: z.string() }),
  /** Somebody else has the slot, or a hold of it has ended. */
  z.object({ kind: z.literal('slot-taken') }),
  z.object({ kind: z.literal('calendar-unavailable'), detail: z.string() }),
  z.object({ kind: z.literal('not-found'), what: z.string() }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
]);
export type Failure = z.infer<typeof Failure>;

export type FailureRow = {
  /** For the person at the desk: what is wrong. */
  says: string;
  /** For the same person: what to do about it. */
  help: string;
  severity: 'call-lost' | 'degraded' | 'notice';
  /** Whether trying again without changing anything can succeed. */
  retry: boolean;
  /** Whether a live call goes to the human when this happens. */
  toHuman: boolean;
};

const row = (says: string, help: string, rest: Partial<FailureRow> = {}): FailureRow => ({
  says,
  help,
  severity: 'notice',
  retry: false,
  toHuman: false,
  ...rest,
});

const CALL_OVER = 'It is being restarted. A call that was up is over; call again.';
/** What the loss of a process means for a call, and what to do, by the process. */
const AFTER_LOSS: Readonly<Record<string, string>> = {
  line: CALL_OVER,
  practice: CALL_OVER,
  voice: 'It is being restarted. A call stays up; take over if the agent stays silent.',
  store: 'It is being restarted. A call goes on and is written down after; its recording lacks what is said meanwhile.',
  main: 'If this stays, start Latchkey again.',
};

/** Names of the warnings of Twilio's voice SDK. */
const QUALITY: Readonly<Record<string, string>> = {
  'high-rtt': 'sound comes late',
  'high-jitter': 'sound comes unevenly',
  'high-packet-loss': 'sound is lost on the way',
  'high-packets-lost-fraction': 'sound is lost on the way',
  'low-mos': 'callers may hear us badly',
  'low-bytes-received': 'no sound comes in',
  'low-bytes-sent': 'no sound goes out',
  'ice-connectivity-lost': 'the connection is interrupted',
};

type Table = { [Kind in Failure['kind']]: (failure: Extract<Failure, { kind: Kind }>) => FailureRow };

const table: Table = {
  'microphone-denied': () =>
    row(
      'The microphone may not be used.',
      'Allow Latchkey to use the microphone in the system settings, or choose a WAV file under Settings.',
      { severity: 'degraded' },
    ),
  'microphone-missing': () =>
    row(
      'No microphone was found.',
      'Connect one; it is used at once. Until then the agent can have the call, or a WAV file can speak for you (Settings).',
      {
        severity: 'degraded',
      },
    ),
  'sound-unavailable': (f) =>
    row(
      `Sound cannot be played: ${f.detail}.`,
      'Check the speaker under Settings. Calls go on without you hearing them.',
      { severity: 'degraded', retry: true },
    ),
  'device-replaced': (f) =>
    row(
      `${f.chosen} is not connected any more. ${f.instead} is used instead.`,
      `Connect it again, or choose another ${f.device} under Settings.`,
      { severity: 'degraded' },
    ),
  'process-lost': (f) =>
    row(
      f.onPurpose
        ? `The ${f.part} process was ended on purpose.`
        : `The ${f.part} process ended unexpectedly${f.exitCode === null ? '' : ` (code ${f.exitCode})`}.`,
      AFTER_LOSS[f.part] ?? 'It is being restarted.',
      {
        severity: f.part === 'line' || f.part === 'practice' ? 'call-lost' : 'degraded',
        retry: true,
        toHuman: f.part === 'voice',
      },
    ),
  'deadline-passed': (f) =>
    row(`${f.what} did not answer within ${f.afterMs} ms.`, 'Try again. If it keeps happening, open Health.', {
      severity: 'degraded',
      retry: true,
    }),
  'model-missing': (f) =>
    row(`The model ${f.modelId} is not complete: ${f.file} is missing.`, 'Open Models and press Install.', {
      severity: 'degraded',
    }),
  'model-damaged': (f) =>
    row(`The model file ${f.file} is damaged: ${f.detail}.`, 'Open Models, press Verify, then Install again.', {
      severity: 'degraded',
    }),
  'download-failed': (f) =>
    row(
      `${f.what} could not be downloaded: ${f.detail}.`,
      'Check the network and press Install again; what was already loaded is kept.',
      { retry: true },
    ),
  'engine-failed': (f) =>
    row(`${f.engine} stopped working: ${f.detail}.`, 'Open Health and press Restart.', {
      severity: 'degraded',
      retry: true,
      toHuman: true,
    }),
  'choice-unusable': (f) =>
    row(
      `${f.detail} Calls use ${f.instead} instead of ${f.chosen}.`,
      `Open Models and press Install there, or Verify and then Install again; or choose ${f.instead} under Settings.`,
      { severity: 'degraded' },
    ),
  'voice-too-slow': (f) =>
    row(
      `This machine is too slow to speak live with ${f.chosen}: a second of speech takes it ${(f.tookMs / f.soundMs).toFixed(1)} s. Calls use ${f.instead} instead.`,
      `Choose ${f.instead} under Settings, or use a machine with more and faster cores.`,
      { severity: 'degraded' },
    ),
  'language-model-unreachable': (f) =>
    row(`Ollama does not answer at ${f.url}.`, 'Start Ollama. Until then the agent uses its rehearsed replies.', {
      severity: 'degraded',
      retry: true,
    }),
  'language-model-missing': (f) =>
    row(
      `The language model ${f.model} is not installed in Ollama.`,
      'Open Models and pull it. Until then the agent uses its rehearsed replies.',
      { severity: 'degraded' },
    ),
  'language-model-failed': (f) =>
    row(`The language model stopped: ${f.detail}.`, 'The agent goes on with its rehearsed replies.', {
      severity: 'degraded',
      retry: true,
    }),
  'scenario-invalid': (f) =>
    row(
      `${f.file}, line ${f.line}, column ${f.column}: ${f.detail}.`,
      'Correct the scenario; docs/SCENARIOS.md lists every key.',
    ),
  'shared-replies-unreachable': (f) =>
    row(
      `The Redis that keeps frequent replies does not answer: ${f.detail}.`,
      'Calls go on as they are; frequent replies are kept in memory alone until it answers again.',
      { severity: 'notice', retry: true },
    ),
  'prompt-invalid': (f) =>
    row(
      `The prompt ${f.file} is wrong in line ${f.line}: ${f.detail}.`,
      'Correct it, or install Latchkey again. Until then the agent uses its rehearsed replies.',
      { severity: 'degraded' },
    ),
  'settings-damaged': (f) =>
    row(
      `The settings file could not be read: ${f.detail}.`,
      'Your old file was kept beside the new one; the settings are back to their defaults.',
      { severity: 'degraded' },
    ),
  'disk-full': (f) =>
    row(`The disk is full: ${f.path}.`, 'Free some space. Until then calls are not recorded to disk.', {
      severity: 'degraded',
      retry: true,
      toHuman: false,
    }),
  'file-unreadable': (f) =>
    row(`${f.path} could not be read: ${f.detail}.`, 'Check that the file exists and may be read.'),
  'database-newer': (f) =>
    row(
      `The records were written by a newer Latchkey (schema ${f.found}; this one knows ${f.supported}).`,
      'Install the newer version, or choose another records folder. Nothing was changed.',
      { severity: 'call-lost' },
    ),
  'database-damaged': (f) =>
    row(`The records file is damaged: ${f.detail}.`, `It was kept as it is (${f.path}); a new one was started.`, {
      severity: 'degraded',
    }),
  'database-locked': (f) =>
    row(
      `The records file is in use by another program: ${f.path}.`,
      'Close the other Latchkey, or whatever has the file open. What happens until then is not yet in History.',
      { severity: 'degraded', retry: true },
    ),
  'checkpoints-away': (f) =>
    row(
      `${f.server} at ${f.at} cannot keep unfinished calls: ${f.detail}.`,
      'Calls go on, and are kept on this machine until it can. Look at its address under Settings.',
      { severity: 'degraded', retry: true },
    ),
  'port-taken': (f) => row(`Port ${f.port} is used by another program.`, 'Close that program, then try again.'),
  'line-failed': (f) => row(`The line failed: ${f.detail}.`, 'Call again.', { severity: 'call-lost', retry: true }),
  'line-busy': () => row('A call is already on the line.', 'End it first, or wait until it ends.'),
  'telephone-unreachable': (f) =>
    row(`Twilio does not answer: ${f.detail}.`, 'Check the network. Latchkey goes on trying by itself.', {
      severity: 'degraded',
      retry: true,
    }),
  'telephone-refused': (f) =>
    row(
      `Twilio refused the telephone (${f.code}): ${f.detail}.`,
      'Open Telephone, under Settings, and check the Twilio keys. Practice calls work without them.',
      { severity: 'degraded' },
    ),
  'call-broke-off': (f) =>
    row(`The call broke off (${f.code}): ${f.detail}.`, 'Call again.', { severity: 'call-lost', retry: true }),
  'number-unreachable': () =>
    row('The number could not be reached.', 'Look whether it is right, and call again later.', {
      severity: 'call-lost',
      retry: true,
    }),
  'call-reconnecting': () =>
    row('The connection is interrupted and is being made anew.', 'Wait a moment; the call is kept.', {
      severity: 'degraded',
      retry: true,
    }),
  'call-quality': (f) =>
    f.warning === 'constant-audio-input-level'
      ? row(
          'Nothing comes from your microphone.',
          'It may be muted at the headset; or choose another under Settings.',
          {
            severity: 'degraded',
          },
        )
      : row(`The line is poor: ${QUALITY[f.warning] ?? f.warning}.`, 'Close what uses the network, or use a cable.', {
          severity: 'degraded',
          retry: true,
        }),
  'dial-denied': (f) =>
    row(
      `${f.number} may not be called: ${f.reason}.`,
      f.rule === 'C25'
        ? 'No setting allows it. Call another number.'
        : 'Under Settings, enter a phone of your own to call it.',
    ),
  'twilio-credentials-wrong': () =>
    row(
      'Twilio does not know these keys.',
      'Copy the Account SID and the auth token anew from the front page of console.twilio.com; the auth token is hidden there until you press Show.',
    ),
  'twilio-unreachable': (f) =>
    row(`Twilio could not be reached: ${f.detail}.`, 'Check the network and try again; what is already made is kept.', {
      severity: 'degraded',
      retry: true,
    }),
  'twilio-trial': (f) =>
    row(
      `This is a trial account. ${f.what}`,
      'Verify the number under Phone Numbers, Verified Caller IDs at console.twilio.com, or upgrade the account there.',
    ),
  'twilio-no-number': () =>
    row(
      'This Twilio account has no number that can make calls.',
      'Buy one with Voice under Phone Numbers, Buy a number at console.twilio.com, then look again.',
    ),
  'twilio-geo-permission': (f) =>
    row(
      `This Twilio account may not call ${f.country}.`,
      'Allow it under Voice, Settings, Geo permissions at console.twilio.com, then try again.',
    ),
  'twilio-refused': (f) =>
    row(
      `Twilio refused${f.code === null ? '' : ` (error ${f.code})`}: ${f.detail}`,
      f.code === null
        ? 'Try again. If it keeps happening, look at status.twilio.com.'
        : `What it means is told at twilio.com/docs/api/errors/${f.code}.`,
    ),
  'secrets-damaged': (f) =>
    row(
      `The saved keys could not be read: ${f.detail}.`,
      'The file was kept beside the new one. Enter the keys again under Telephone, and a server’s password under Settings.',
      { severity: 'degraded' },
    ),
  'slot-taken': () =>
    row('That time is not free any more.', 'The agent offers another one by itself.', {
      severity: 'notice',
      retry: false,
    }),
  'calendar-unavailable': (f) =>
    row(
      `The calendar does not answer: ${f.detail}.`,
      'The agent notes when to call back instead. Look at Calendar in a moment.',
      { severity: 'degraded', retry: true },
    ),
  'not-found': (f) => row(`${f.what} was not found.`, 'It may have been deleted.'),
  refused: (f) => row(f.reason, 'Correct it and try again.'),
};

/** Words and consequences of a failure, for the screen, the log and the decision whether a call goes to the human. */
export function describeFailure(failure: Failure): FailureRow {
  // Each row takes the failure of its own kind; the compiler cannot follow that through the lookup.
  const describe = table[failure.kind] as (failure: Failure) => FailureRow;
  return describe(failure);
}
