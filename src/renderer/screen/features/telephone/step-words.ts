import type { SetUpProgress } from '../../../../domain/telephony/set-up-view.ts';
import type { MarkTone } from '../../ui/mark.tsx';

/** What each step makes, in plain words. */
export const STEP_NAMES: Readonly<Record<SetUpProgress['step'], string>> = {
  'api-key': 'A key for this machine',
  service: 'A place at Twilio for Latchkey’s call rules',
  functions: 'Three rules: calls out, calls in, how they go',
  versions: 'What the rules say',
  build: 'Building the rules (a few seconds to some minutes)',
  environment: 'An address for the rules',
  variables: 'Your number and your fallback number, for the rules',
  deployment: 'Putting the rules to work',
  application: 'Calls you place go by the rules',
  number: 'Calls to your number go by the rules',
};

export const STATE_MARKS: Readonly<Record<SetUpProgress['state'], { says: string; tone: MarkTone }>> = {
  waiting: { says: 'To do', tone: 'idle' },
  running: { says: 'Working…', tone: 'busy' },
  done: { says: 'Done', tone: 'good' },
  failed: { says: 'Failed', tone: 'bad' },
};
