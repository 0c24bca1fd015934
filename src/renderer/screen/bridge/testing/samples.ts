import { noCarrier } from '../../../../domain/record/carrier-record.ts';
import { idleSnapshot, type CallSnapshot, type Caption } from '../../../../domain/call/call-snapshot.ts';
import type { PartHealth } from '../../../../domain/health/part-health.ts';
import type { ModelStatus } from '../../../../domain/models/model-status.ts';
import type { PracticeReport } from '../../../../domain/practice/practice-report.ts';
import type { ScenarioSummary } from '../../../../domain/practice/scenario-summary.ts';
import type { CallRecord } from '../../../../domain/record/call-record.ts';
import type { LatencySplit, Turn } from '../../../../domain/record/turn.ts';
import type { AccountCheck } from '../../../../domain/telephony/set-up-view.ts';

export const CALL_ID = 'call-1';

export const splitOf = (heardMs: number): LatencySplit => ({
  silenceSeenMs: 64,
  recognisedMs: heardMs * 0.4,
  decidedMs: heardMs * 0.7,
  firstWordMs: heardMs * 0.55,
  firstSoundMs: heardMs * 0.85,
  heardMs,
});

const said = (turnId: string, side: Caption['side'], text: string): Caption => ({
  turnId,
  side,
  text,
  final: true,
  agent: side === 'agent' ? 'ConversationAgent' : null,
});

export const captions: Caption[] = [
  said('t1', 'agent', 'Hello, this is Joe, an AI assistant calling for Keystone Realty. Am I speaking with Dana?'),
  said('t2', 'caller', 'Yes, this is Dana. What is this about?'),
  said('t3', 'agent', 'You asked about the house on Alder Street. Is it still of interest to you?'),
  said('t4', 'caller', 'It is, but I would rather see something with a garden.'),
];

export const liveSnapshot: CallSnapshot = {
  ...idleSnapshot,
  phase: 'live',
  callId: CALL_ID,
  leadName: 'Dana Whitfield',
  scenarioTitle: 'A willing buyer',
  floor: 'listening',
  agent: 'ConversationAgent',
  agentReason: 'opens every call',
  captions,
  latencies: [
    { turnId: 't3', split: splitOf(412) },
    { turnId: 't5', split: splitOf(356) },
  ],
  mind: 'rehearsed',
  voiceId: 'joe',
  recording: true,
};

export const scenarios: ScenarioSummary[] = [
  {
    scenarioId: 'willing-buyer',
    title: 'A willing buyer',
    describes: 'Answers readily and wants to see a house.',
    difficulty: 'easy',
    kind: 'script',
    leadName: 'Dana Whitfield',
    file: 'willing-buyer.yaml',
    failure: null,
  },
  {
    scenarioId: 'thinks-aloud',
    title: 'Thinks aloud',
    describes: 'Stops in the middle of sentences; wait for the end.',
    difficulty: 'medium',
    kind: 'script',
    leadName: 'Marcus Lee',
    file: 'thinks-aloud.yaml',
    failure: null,
  },
  {
    scenarioId: 'impatient',
    title: 'No time at all',
    describes: 'Interrupts, objects and hangs up when bored.',
    difficulty: 'hard',
    kind: 'persona',
    leadName: 'Robin Park',
    file: 'impatient.yaml',
    failure: null,
  },
  {
    scenarioId: 'mine',
    title: 'mine',
    describes: '',
    difficulty: 'easy',
    kind: 'script',
    leadName: '',
    file: 'mine.yaml',
    failure: {
      kind: 'scenario-invalid',
      file: 'mine.yaml',
      line: 7,
      column: 3,
      detail: 'the key “says” is not known; did you mean “say”',
    },
  },
];

const turns: Turn[] = [
  {
    turnId: 't1',
    side: 'agent',
    text: 'Hello, this is Joe, an AI assistant calling for Keystone Realty. Am I speaking with Dana?',
    startedMs: 2_400,
    endedMs: 7_100,
    interrupted: false,
    agent: 'ConversationAgent',
    source: 'opener',
  },
  {
    turnId: 't2',
    side: 'caller',
    text: 'Yes, this is Dana. What is this about?',
    startedMs: 7_600,
    endedMs: 9_900,
    interrupted: false,
  },
  {
    turnId: 't3',
    side: 'agent',
    text: 'You asked about the house on Alder',
    intended: 'You asked about the house on Alder Street. Is it still of interest to you?',
    startedMs: 10_312,
    endedMs: 12_500,
    interrupted: true,
    agent: 'ConversationAgent',
    source: 'rehearsed',
    latency: splitOf(412),
  },
  { turnId: 't4', side: 'caller', text: 'Oh yes, that one.', startedMs: 12_200, endedMs: 13_300, interrupted: false },
  {
    turnId: 't5',
    side: 'human',
    text: 'Hi Dana, this is the office. Shall we look at it on Saturday?',
    startedMs: 16_000,
    endedMs: 20_000,
    interrupted: false,
  },
  { turnId: 't6', side: 'caller', text: 'Saturday is good.', startedMs: 20_600, endedMs: 21_900, interrupted: false },
  {
    turnId: 't7',
    side: 'agent',
    text: 'Thank you. Goodbye.',
    startedMs: 25_000,
    endedMs: 26_400,
    interrupted: false,
    agent: 'ConversationAgent',
    source: 'rehearsed',
    latency: splitOf(356),
  },
];

export const record: CallRecord = {
  callId: CALL_ID,
  startedWallMs: Date.UTC(2026, 0, 5, 14, 20),
  leadName: 'Dana Whitfield',
  line: 'practice',
  direction: 'outgoing',
  number: null,
  scenarioId: 'willing-buyer',
  languageModel: null,
  endReason: 'caller-hung-up',
  answered: true,
  answeredAtMs: 2_000,
  talkMs: 26_000,
  handler: 'agent',
  takeOvers: 1,
  turns,
  handlerChanges: [
    { handler: 'human', lineMs: 14_000, why: 'take-over' },
    { handler: 'agent', lineMs: 22_500, why: 'hand-back' },
  ],
  agentChanges: [{ from: null, to: 'ConversationAgent', reason: 'opens every call' }],
  whispers: [],
  carrier: noCarrier,
  keys: [],
  qualification: null,
  scores: [],
  objections: [],
  appointment: null,
  hold: null,
  bargeIns: 1,
  degraded: [{ kind: 'language-model-unreachable', url: 'http://127.0.0.1:11434' }],
  recording: 'call-1.wav',
  analysis: null,
  analysisTrouble: null,
};

export const report: PracticeReport = {
  callId: CALL_ID,
  scenarioId: 'willing-buyer',
  said: [],
  expectations: [
    { name: 'Says that it is an AI', held: true, detail: 'in the first sentence' },
    { name: 'Falls silent when interrupted', held: true, detail: 'after 210 ms' },
    { name: 'Asks for a time', held: false, detail: 'never asked' },
  ],
};

export const models: ModelStatus[] = [
  {
    modelId: 'moonshine-tiny',
    title: 'Moonshine tiny English',
    purpose: 'speech-to-text',
    licence: 'MIT',
    note: '',
    machine: 'any machine',
    sizeBytes: 44_000_000,
    state: 'installed',
    isDefault: true,
  },
  {
    modelId: 'piper-joe',
    title: 'Piper Joe',
    purpose: 'text-to-speech',
    licence: 'MIT; base data restricts commercial use',
    note: 'Development voice.',
    machine: 'any machine',
    sizeBytes: 63_000_000,
    state: 'missing',
    isDefault: true,
  },
  {
    modelId: 'kokoro',
    title: 'Kokoro 82M',
    purpose: 'text-to-speech',
    licence: 'Apache-2.0',
    note: '',
    machine: 'a desk with a graphics card',
    sizeBytes: 126_000_000,
    state: 'damaged',
    isDefault: false,
  },
];

export const health: PartHealth[] = [
  { part: 'line', state: 'ready', detail: 'practice line', sinceWallMs: Date.UTC(2026, 0, 5, 14, 55) },
  { part: 'voice-process', state: 'ready', detail: '', sinceWallMs: Date.UTC(2026, 0, 5, 14, 55) },
  {
    part: 'language-model',
    state: 'degraded',
    detail: 'rehearsed replies',
    sinceWallMs: Date.UTC(2026, 0, 5, 14, 58),
    failure: { kind: 'language-model-unreachable', url: 'http://127.0.0.1:11434' },
  },
  {
    part: 'microphone',
    state: 'off',
    detail: '',
    sinceWallMs: Date.UTC(2026, 0, 5, 14, 55),
    failure: { kind: 'microphone-missing' },
  },
];

export const account: AccountCheck = {
  friendlyName: 'Harbour Homes',
  status: 'active',
  type: 'full',
  balance: { amount: '17.42', currency: 'USD' },
  numbers: [{ sid: 'PN1', phoneNumber: '+15125550100', friendlyName: 'Office' }],
  verifiedCallers: [],
  notices: [],
};
