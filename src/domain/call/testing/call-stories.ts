import type { CallCommand } from '../call-command.ts';
import { askToDial } from '../../compliance/ask-to-dial.ts';
import { PhoneNumber } from '../../lead/phone-number.ts';
import type { CallEvent } from '../call-event.ts';
import type { Handler } from '../call-id.ts';
import { type CallState, idle, type IncomingPlan, type OutgoingPlan, type PracticePlan } from '../call-state.ts';
import { reduceCall } from '../reduce-call.ts';
import type { CallFact } from '../../record/call-fact.ts';

export const callId = 'call-1';

export const plan: PracticePlan = {
  line: 'practice',
  callId,
  scenario: 'first-time-buyer',
  scenarioTitle: 'First-time buyer',
  leadName: 'Dana Whitfield',
  seed: {
    brokerage: 'Keystone Realty',
    agentName: 'Joe',
    humanName: 'Alex',
    purpose: 'You asked about a home.',
    callBackNumber: '555 0100',
  },
  chance: 7,
  recording: true,
  appVersion: '0.1.0',
};

const own = PhoneNumber.parse('+15125550143');
const { scenario: _scenario, scenarioTitle: _title, chance: _chance, ...ofAny } = plan;
const allowed = askToDial({ callId, number: own }, { ownPhones: [own], wallMs: 1_700_000_000_000 });
if (!allowed.ok) throw new Error('an own phone may be called');

export const outgoing: OutgoingPlan = {
  ...ofAny,
  line: 'telephone',
  direction: 'outgoing',
  leadName: 'Your phone',
  number: own,
  permit: allowed.value,
  detectMachines: true,
};
export const incoming = (answeredBy: Handler): IncomingPlan => ({
  ...ofAny,
  line: 'telephone',
  direction: 'incoming',
  leadName: '(512) 555-0143',
  number: own,
  answeredBy,
});

const speaker = { voiceId: 'joe', languageModel: null };

/** Events that bring a call up, in order. */
export const request: CallEvent = { type: 'callRequested', plan };
export const leadReady: CallEvent = {
  type: 'leadPrepared',
  callId,
  lead: { leadName: 'Dana Whitfield', scenarioId: 'first-time-buyer' },
};
export const voiceReady: CallEvent = { type: 'voicePrepared', callId, speaker };
export const rang: CallEvent = { type: 'lineRang', callId };
export const picksUp: CallEvent = { type: 'lineAnswered', callId, lineMs: 2_000, atWallMs: 1_700_000_000_000 };
export const callerHangsUp: CallEvent = { type: 'lineEnded', callId, reason: 'caller-hung-up', lineMs: 9_000 };
export const voiceLost = { type: 'hostLost', host: 'voice', exitCode: 9 } as const satisfies CallEvent;
export const voiceStarted: CallEvent = { type: 'hostStarted', host: 'voice' };
export const taken = (handler: 'agent' | 'human', lineMs = 5_000): CallEvent => ({
  type: 'gatesChanged',
  callId,
  handler,
  lineMs,
});

export const untilLive = [request, leadReady, voiceReady, rang, picksUp];

export type Told = {
  state: CallState;
  commands: CallCommand[];
  facts: CallFact[];
  last: { commands: string[]; facts: string[] };
};

/** Runs a story from the start. `last` is what came of its last event alone. */
export function tell(events: readonly CallEvent[]): Told {
  const told: Told = { state: idle, commands: [], facts: [], last: { commands: [], facts: [] } };
  for (const event of events) {
    const step = reduceCall(told.state, event);
    told.state = step.state;
    told.commands.push(...step.commands);
    told.facts.push(...step.facts);
    told.last = { commands: step.commands.map((command) => command.type), facts: step.facts.map((fact) => fact.type) };
  }
  return told;
}
