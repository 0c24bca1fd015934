import { silentLog } from '../../base/log.ts';
import { createPortPair, type Port } from '../../base/port.ts';
import { ok } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { lineContract } from '../../contract/line.ts';
import { practiceContract } from '../../contract/practice.ts';
import { storeContract } from '../../contract/store.ts';
import { voiceContract } from '../../contract/voice.ts';
import { analyseRecord } from '../../domain/agent/analytics/analyse-record.ts';
import type { CallSnapshot } from '../../domain/call/call-snapshot.ts';
import type { RecordedFact } from '../../domain/record/call-fact.ts';
import { defaultSettings } from '../../domain/settings/settings.ts';
import { createMemorySettings } from '../settings/settings-store.ts';
import { createMemoryVault } from '../credentials/memory-vault.ts';
import { noTelephone, type TelephoneMeans } from '../telephony/desk-telephone.ts';
import { noTelephoneSetUp, type TelephoneSetUp } from '../telephony/telephone-set-up.ts';
import { createSoftphone } from '../softphone.ts';
import { createScriptedCalendar } from './scripted-calendar.ts';
import { createScriptedHost } from './scripted-host.ts';

const nothing = () => ok(null);
const scenario = {
  scenarioId: 'first-time-buyer',
  title: 'First-time buyer',
  describes: '',
  difficulty: 'easy',
  kind: 'script',
  leadName: 'Dana Whitfield',
  file: '',
  failure: null,
} as const;

function createHosts(facts: RecordedFact[], now: () => number) {
  const line = createScriptedHost(lineContract, {
    'call.dial': nothing,
    'call.accept': nothing,
    'call.hangUp': nothing,
    'digits.send': nothing,
    'telephone.register': nothing,
    'gates.set': () => ok({ lineMs: 0 }),
    'microphone.mute': nothing,
    'clip.play': nothing,
    'clip.keep': nothing,
    'devices.choose': nothing,
    'devices.list': () => ok({ microphones: [], speakers: [] }),
    'volume.set': nothing,
    'loopback.start': nothing,
    'loopback.stop': nothing,
    'connection.test': () => ok({ ended: 'cancelled', why: 'asked' }),
    'connection.cancel': nothing,
    'sound.check': () => ok({ microphoneDb: null, speaker: true, failure: { kind: 'microphone-missing' } }),
  });
  const voice = createScriptedHost(voiceContract, {
    'call.prepare': () => {
      const bridge = { text: 'One moment, please.', pcm: new Int16Array(16_000) };
      return ok({ voiceId: 'joe', languageModel: null, openerMs: 900, bridge });
    },
    'call.begin': nothing,
    'handler.set': nothing,
    'coach.set': nothing,
    'whisper.give': () => ok({ state: 'waiting' }),
    'call.end': nothing,
    'engines.list': () => ok([]),
    'languageModel.choose': nothing,
    'checkpoints.choose': nothing,
    'checkpoints.try': () => ok({ about: 'Redis 8.2 at host:6379', tookMs: 7 }),
    'call.analyse': ({ record }) => ok(analyseRecord(record)),
  });
  const practice = createScriptedHost(practiceContract, {
    'scenarios.list': () => ok([{ ...scenario }]),
    'lead.prepare': () => ok({ leadName: scenario.leadName, scenarioId: scenario.scenarioId }),
    'lead.dismiss': nothing,
    'report.get': ({ callId }) => ok({ callId, scenarioId: scenario.scenarioId, said: [], expectations: [] }),
  });
  const missing = () => ({ ok: false as const, failure: { kind: 'not-found' as const, what: 'It' } });
  const store = createScriptedHost(storeContract, {
    'fact.append': (fact) => {
      facts.push(fact);
      return ok(null);
    },
    'calls.list': () => ok({ calls: [], more: false }),
    'call.get': missing,
    'call.delete': nothing,
    'today.get': () => ok({ calls: 0, answered: 0, talkMs: 0, medianLatencyMs: null, replies: 0, takeOvers: 0 }),
    'calls.unpriced': () => ok([]),
    ...createScriptedCalendar(now),
    'calls.unanalysed': () => ok({ calls: [], left: 0 }),
    'recording.find': missing,
    'recording.finish': () => ok({ durationMs: 4_000 }),
  });
  return { line, voice, practice, store };
}

/** The softphone on a clock that stands still, between processes that follow a script. */
export function createScriptedSoftphone(
  settings = createMemorySettings(defaultSettings),
  telephone: TelephoneMeans = noTelephone,
  telephoneSetUp: TelephoneSetUp = noTelephoneSetUp,
) {
  const clock = createFakeClock();
  const facts: RecordedFact[] = [];
  const vault = createMemoryVault();
  const hosts = createHosts(facts, () => clock.wallTime());
  const snapshots: CallSnapshot[] = [];
  let rings = 0;
  let calls = 0;
  const softphone = createSoftphone<Port>({
    clock,
    log: silentLog,
    ids: { callId: () => `call-${++calls}`, chance: () => 7 },
    hosts: {
      line: hosts.line.start,
      voice: hosts.voice.start,
      practice: hosts.practice.start,
      store: hosts.store.start,
    },
    createChannel: createPortPair,
    ownPort: (port) => port,
    settings,
    models: {
      list: () => Promise.resolve([]),
      // One of them is there at once, the others never come.
      install: (id, { signal }) =>
        id === 'smart-turn'
          ? Promise.resolve(ok(null))
          : new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
      verify: () => Promise.resolve(ok(null)),
      remove: () => Promise.resolve(ok(null)),
    },
    openOllama: (url) => ({
      getVersion: () => Promise.resolve({ ok: false, failure: { kind: 'language-model-unreachable', url } }),
      listModels: () => Promise.resolve(ok([])),
      pull: () => Promise.resolve(ok(null)),
    }),
    leadTimeZone: (_number, desk) => Promise.resolve(desk),
    recordingUrl: (callId) => `recording://${callId}`,
    chooseMicrophoneFile: () => Promise.resolve(null),
    ringHuman: () => {
      rings += 1;
    },
    telephone,
    telephoneSetUp,
    vault,
    about: { version: '0.1.0', runtime: 'test', dataFolder: '', modelsFolder: '', fallbackRuntime: false },
  });
  softphone.onSnapshot((snapshot) => snapshots.push(snapshot));
  softphone.start();

  return {
    softphone,
    clock,
    ...hosts,
    vault,
    facts,
    snapshots,
    rings: () => rings,
    factTypes: () => facts.map(({ fact }) => fact.type),
    settle: () => clock.advance(1),
    /** Brings a call up to the moment at which both sides can talk. Answers its id. */
    async live(): Promise<string> {
      await clock.advance(1);
      const started = await softphone.startPractice(scenario.scenarioId);
      if (!started.ok) throw new Error(JSON.stringify(started.failure));
      await clock.advance(1);
      hosts.line.emit('call.ringing', started.value);
      hosts.line.emit('call.answered', { ...started.value, lineMs: 0 });
      await clock.advance(1);
      return started.value.callId;
    },
  };
}
