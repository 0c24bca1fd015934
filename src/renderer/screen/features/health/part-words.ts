import type { Failure } from '../../../../domain/failure.ts';
import type { PartHealth } from '../../../../domain/health/part-health.ts';
import type { MarkTone } from '../../ui/mark.tsx';

type PartWords = { name: string; does: string; without: string; helps: string };

/** What each part is for, what a call is like without it, and the one button that helps. */
export const PART_WORDS: Record<PartHealth['part'], PartWords> = {
  line: {
    name: 'Line',
    does: 'Carries the call and moves the gates when you take over.',
    without: 'No call can be placed.',
    helps: 'Restart',
  },
  'voice-process': {
    name: 'Voice process',
    does: 'Hears, thinks and speaks for the agent.',
    without: 'The agent is silent; a live call is handed to you.',
    helps: 'Restart',
  },
  'speech-to-text': {
    name: 'Speech recognition',
    does: 'Turns what the caller says into words.',
    without: 'The agent does not understand the caller.',
    helps: 'Load it again',
  },
  'voice-activity': {
    name: 'Voice detection',
    does: 'Tells speech from silence and noise.',
    without: 'The agent cannot tell when the caller speaks.',
    helps: 'Load it again',
  },
  telephone: {
    name: 'Telephone',
    does: 'Places and takes calls through your Twilio account.',
    without: 'No telephone calls; practice calls work.',
    helps: 'Connect again',
  },
  'end-of-turn': {
    name: 'End of turn',
    does: 'Hears by the melody whether the caller has finished.',
    without: 'Words and pauses alone decide: the agent waits longer and interrupts more often.',
    helps: 'Load it again',
  },
  voice: {
    name: 'Agent’s voice',
    does: 'Speaks the replies.',
    without: 'The agent cannot be heard.',
    helps: 'Load it again',
  },
  'language-model': {
    name: 'Language model',
    does: 'Words the replies.',
    without: 'The agent uses rehearsed replies.',
    helps: 'Look again',
  },
  checkpoints: {
    name: 'Unfinished calls',
    does: 'Keeps what the agent knows of a call that is up, so that it can go on after a crash.',
    without: 'Calls are kept on this machine instead.',
    helps: 'Look again',
  },
  microphone: {
    name: 'Microphone',
    does: 'Your voice when you take over.',
    without: 'After a take-over the caller does not hear you.',
    helps: 'Look again',
  },
  speaker: {
    name: 'Speaker',
    does: 'Lets you listen to the call.',
    without: 'You do not hear the call; the captions still show it.',
    helps: 'Look again',
  },
  store: {
    name: 'Records',
    does: 'Keeps every call on this machine.',
    without: 'Calls are not kept.',
    helps: 'Restart',
  },
  practice: {
    name: 'Practice lead',
    does: 'Plays the lead in practice calls.',
    without: 'No practice call can be placed.',
    helps: 'Restart',
  },
  settings: {
    name: 'Settings',
    does: 'Keep what you chose.',
    without: 'Something you chose is not in force.',
    helps: 'Save them anew',
  },
  analysis: {
    name: 'Analysis',
    does: 'Sums up every call after it is over, while no call is up.',
    without: 'Calls are not summed up; everything else works.',
    helps: 'Look again',
  },
};

/** Whether a part does its work all the same, with something else than was chosen. */
export const hasStandIn = ({ kind }: Failure): boolean => kind === 'choice-unusable' || kind === 'voice-too-slow';

export const STATE_WORDS: Record<PartHealth['state'], { says: string; tone: MarkTone }> = {
  starting: { says: 'Starting', tone: 'busy' },
  ready: { says: 'Ready', tone: 'good' },
  degraded: { says: 'Not well', tone: 'warn' },
  off: { says: 'Off', tone: 'idle' },
};
