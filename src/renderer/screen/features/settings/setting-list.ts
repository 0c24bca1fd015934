import type { Settings } from '../../../../domain/settings/settings.ts';

export type SettingControl =
  | 'text'
  | 'switch'
  | 'theme'
  | 'microphone'
  | 'speaker'
  | 'volume'
  | 'wav-file'
  | 'hot-key'
  | 'language-model'
  | 'speech'
  | 'phones'
  | 'handler'
  | 'checkpoints'
  | 'minutes'
  | 'office-hours'
  | 'time-zone';
/** The servers' addresses are part of the control that chooses between them. */
export type SettingKey = Exclude<keyof Settings, 'firstRunDone' | 'redisUrl' | 'postgresUrl'>;
export type Setting = { key: SettingKey; label: string; help: string; control: SettingControl };
export type SettingGroup = { title: string; settings: readonly Setting[] };

/** Everything a person can set, in the order in which it is shown. */
export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    title: 'Who calls',
    settings: [
      { key: 'brokerage', label: 'Brokerage', help: 'For whom the agent says it calls.', control: 'text' },
      {
        key: 'agentName',
        label: 'Agent’s name',
        help: 'How the machine introduces itself. It always says that it is an AI.',
        control: 'text',
      },
      { key: 'humanName', label: 'Your name', help: 'To whom callers are handed.', control: 'text' },
      {
        key: 'callBackNumber',
        label: 'Call-back number',
        help: 'Said when a caller asks how to reach you.',
        control: 'text',
      },
    ],
  },
  {
    title: 'Telephone',
    settings: [
      {
        key: 'ownPhones',
        label: 'Your own phones',
        help: 'The numbers that Latchkey may call, parted by commas. No other is dialled.',
        control: 'phones',
      },
      {
        key: 'incomingAnsweredBy',
        label: 'Who answers calls that come in',
        help: 'Whoever it is, the other can take the call.',
        control: 'handler',
      },
      {
        key: 'detectMachines',
        label: 'Hang up on answering machines',
        help: 'Twilio listens who picks up, and bills that for each call that is answered.',
        control: 'switch',
      },
    ],
  },
  {
    title: 'Calendar',
    settings: [
      {
        key: 'bookVisits',
        label: 'Book visits',
        help: 'The agent offers free times and books them. Off, it notes when to call back.',
        control: 'switch',
      },
      {
        key: 'officeHours',
        label: 'Office hours',
        help: 'When visits may be, such as 09:00 to 17:30.',
        control: 'office-hours',
      },
      {
        key: 'timeZone',
        label: 'Time zone',
        help: 'By whose clock these hours are, and visits are booked.',
        control: 'time-zone',
      },
      { key: 'visitMinutes', label: 'Length of a visit', help: 'In minutes.', control: 'minutes' },
      {
        key: 'visitLeadMinutes',
        label: 'Notice',
        help: 'No visit is booked sooner than so many minutes from now.',
        control: 'minutes',
      },
      {
        key: 'visitBufferMinutes',
        label: 'Between visits',
        help: 'Minutes for the way from one to the next.',
        control: 'minutes',
      },
    ],
  },
  {
    title: 'Look and keys',
    settings: [
      { key: 'theme', label: 'Theme', help: 'Light, dark, or as the system has it.', control: 'theme' },
      {
        key: 'takeOverHotKey',
        label: 'Take-over key, everywhere',
        help: 'Takes over while another program is in front.',
        control: 'hot-key',
      },
      {
        key: 'headsetKey',
        label: 'Headset key',
        help: 'While a call rings for you or is live, the play/pause key of a headset or keyboard answers, takes over and hands back.',
        control: 'switch',
      },
      {
        key: 'letterKeys',
        label: 'Single-letter keys',
        help: 'T takes over, H hangs up, ? lists the rest. Switch off if you dictate.',
        control: 'switch',
      },
    ],
  },
  {
    title: 'Sound',
    settings: [
      { key: 'microphoneId', label: 'Microphone', help: 'Your voice after a take-over.', control: 'microphone' },
      { key: 'speakerId', label: 'Speaker', help: 'Where you hear the call.', control: 'speaker' },
      { key: 'speakerVolume', label: 'Volume', help: 'How loud you hear a call.', control: 'volume' },
      { key: 'ringerId', label: 'Ringer', help: 'Where calls that come in ring.', control: 'speaker' },
      {
        key: 'microphoneFile',
        label: 'WAV file as microphone',
        help: 'Speaks for you where there is no microphone.',
        control: 'wav-file',
      },
    ],
  },
  {
    title: 'Hearing and speaking',
    settings: [
      {
        key: 'agentVoice',
        label: 'Agent’s voice',
        help: 'From the next call. Kokoro is clearer, and needs about 8 fast cores to speak live.',
        control: 'speech',
      },
      {
        key: 'suggestions',
        label: 'Suggestions while I speak',
        help: 'After a take-over: shows what you could say next. Nobody hears it.',
        control: 'switch',
      },
      {
        key: 'recogniser',
        label: 'Speech recognition',
        help: 'From the next call. The bigger ones hear better in noise, and need about 8 fast cores.',
        control: 'speech',
      },
    ],
  },
  {
    title: 'Language model',
    settings: [
      {
        key: 'ollamaUrl',
        label: 'Ollama’s address',
        help: 'Where Ollama answers. Words go there and nowhere else.',
        control: 'text',
      },
      { key: 'ollamaModel', label: 'Model', help: 'Which of its models words the replies.', control: 'language-model' },
    ],
  },
  {
    title: 'Records',
    settings: [
      {
        key: 'recordCalls',
        label: 'Record calls',
        help: 'Keeps the sound of both sides on this machine, beside the words.',
        control: 'switch',
      },
      {
        key: 'checkpointPlace',
        label: 'Unfinished calls',
        help: 'Where what the agent knows of a call is kept until it is over, so that it goes on after a crash. From the next call. Several desks can share a server: Redis 8 or Redis Stack, or Postgres.',
        control: 'checkpoints',
      },
    ],
  },
];

/** The groups whose settings hold every word of `text`. */
export function searchSettings(text: string): SettingGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return SETTING_GROUPS.map((group) => ({
    title: group.title,
    settings: group.settings.filter(({ label, help }) => {
      const hay = `${group.title} ${label} ${help}`.toLowerCase();
      return words.every((word) => hay.includes(word));
    }),
  })).filter((group) => group.settings.length > 0);
}
