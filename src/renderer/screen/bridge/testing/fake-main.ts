import { silentLog } from '../../../../base/log.ts';
import { createPortPair, type Port } from '../../../../base/port.ts';
import { failed, ok } from '../../../../base/result.ts';
import type { Handlers, Server } from '../../../../contract/define.ts';
import { GateWish } from '../../../../contract/gate.ts';
import { screenContract } from '../../../../contract/screen.ts';
import { serve } from '../../../../contract/wire.ts';
import { idleSnapshot, type CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import type { ModelStatus } from '../../../../domain/models/model-status.ts';
import { defaultSettings, type Settings } from '../../../../domain/settings/settings.ts';
import type { CalendarPage } from '../../../../domain/scheduling/calendar-page.ts';
import { nothingMade } from '../../../../domain/telephony/plan-set-up.ts';
import { type SetUpView, stepsMade } from '../../../../domain/telephony/set-up-view.ts';
import type { PagePipe } from '../page-pipe.ts';
import { account, CALL_ID, health, models, record, report, scenarios } from './samples.ts';

export type FakeState = {
  snapshot: CallSnapshot;
  settings: Settings;
  records: (typeof record)[];
  models: ModelStatus[];
  ollama: { url: string; version: string | null; models: { name: string; bytes: number }[]; chosen: string };
  devices: { microphones: { id: string; label: string }[]; speakers: { id: string; label: string }[] };
  recordingUrl: string | null;
  telephone: SetUpView;
  calendar: CalendarPage;
};

/** What arrived, in the order in which it arrived, whichever port it took: `gate takeOver`, `call.takeOver {"callId":…}`. */
export type FakeMain = {
  pipe: PagePipe;
  heard: string[];
  /** What went straight to the line. */
  atGate: GateWish[];
  state: FakeState;
  /** Publishes a snapshot. */
  publish(change: Partial<CallSnapshot>): void;
  emit: Server<typeof screenContract>['emit'];
  /** Hands over new ports, as main does after a reload. */
  hand(): void;
  /** Answers `name` with something else from now on. */
  answer<Name extends keyof Handlers<typeof screenContract>>(
    name: Name,
    handler: Handlers<typeof screenContract>[Name],
  ): void;
  /** Main's control port is gone; the line's gate port stays. */
  dieControl(): void;
};

const freshState = (given: Partial<FakeState>): FakeState => ({
  snapshot: idleSnapshot,
  settings: { ...defaultSettings, firstRunDone: true },
  records: [record],
  models,
  ollama: { url: 'http://127.0.0.1:11434', version: null, models: [], chosen: '' },
  devices: { microphones: [], speakers: [] },
  recordingUrl: null,
  calendar: { appointments: [], busy: [] },
  telephone: {
    accountSid: '',
    running: null,
    steps: stepsMade(nothingMade, { sources: '', secretKept: false }),
    number: null,
    fallbackNumber: null,
    keyKept: 'keychain',
  },
  ...given,
});

const noFigures = { calls: 0, answered: 0, talkMs: 0, medianLatencyMs: null, replies: 0, takeOvers: 0 };

type Tools = { state: FakeState; publish: FakeMain['publish']; emit: FakeMain['emit'] };

function callHandlers({ state, publish }: Tools) {
  return {
    'snapshot.get': () => ok(state.snapshot),
    'practice.start': ({ scenario }) => {
      const chosen = scenarios.find((candidate) => candidate.scenarioId === scenario);
      if (!chosen) return failed({ kind: 'not-found', what: `The scenario ${scenario}` });
      publish({
        ...idleSnapshot,
        phase: 'preparing',
        callId: CALL_ID,
        leadName: chosen.leadName,
        scenarioTitle: chosen.title,
        progress: { done: 1, total: 4, what: 'Rendering the lead’s voice' },
      });
      return ok({ callId: CALL_ID });
    },
    'microphone.mute': ({ muted }) => {
      publish({ muted });
      return ok(null);
    },
    'call.takeOver': () => {
      publish({ handler: 'human', muted: false });
      return ok(null);
    },
    'call.handBack': () => {
      publish({ handler: 'agent', muted: false });
      return ok(null);
    },
    'whisper.give': ({ text }) => {
      const { whispers, captions } = state.snapshot;
      const whisperId = `whisper-${whispers.length + 1}`;
      const afterTurnId = captions.at(-1)?.turnId ?? null;
      publish({ whispers: [...whispers, { whisperId, text, state: 'waiting', afterTurnId }] });
      return ok({ whisperId });
    },
    'call.hangUp': () => {
      publish({ phase: 'ended', endReason: 'human-hung-up' });
      return ok(null);
    },
    'call.start': () => ok({ callId: 'call-1' }),
    'call.answer': () => ok(null),
    'digits.send': () => ok(null),
    'call.dismiss': () => {
      publish(idleSnapshot);
      return ok(null);
    },
    'scenarios.list': () => ok(scenarios),
    'report.get': () => ok(report),
    'history.list': ({ text, line }) =>
      ok({
        calls: state.records.filter(
          (one) =>
            (line === undefined || one.line === line) &&
            `${one.leadName} ${one.turns.map((turn) => turn.text).join(' ')}`
              .toLowerCase()
              .includes(text.toLowerCase()),
        ),
        more: false,
      }),
    'history.get': ({ callId }) => {
      const found = state.records.find((one) => one.callId === callId);
      return found
        ? ok({ record: found, recordingUrl: state.recordingUrl, recordingMs: state.recordingUrl ? 28_000 : 0 })
        : failed({ kind: 'not-found', what: 'The call' });
    },
    'history.delete': ({ callId }) => {
      state.records = state.records.filter((one) => one.callId !== callId);
      return ok(null);
    },
    'analysis.again': () => ok(null),
    'today.get': () =>
      ok({
        telephone: state.records.some(({ line }) => line === 'telephone')
          ? { calls: 2, answered: 1, talkMs: 61_000, medianLatencyMs: 512, replies: 4, takeOvers: 1 }
          : noFigures,
        practice: state.records.some(({ line }) => line === 'practice')
          ? { calls: 3, answered: 3, talkMs: 372_000, medianLatencyMs: 384, replies: 21, takeOvers: 1 }
          : noFigures,
      }),
  } satisfies Partial<Handlers<typeof screenContract>>;
}

function machineHandlers({ state, emit }: Tools) {
  const setModel = (modelId: string, to: ModelStatus['state']) => {
    state.models = state.models.map((model) => (model.modelId === modelId ? { ...model, state: to } : model));
  };
  return {
    'health.list': () => ok(health),
    'part.restart': () => ok(null),
    'models.list': () => ok(state.models),
    'model.install': ({ modelId }) => {
      setModel(modelId, 'installed');
      return ok(null);
    },
    'model.cancel': () => ok(null),
    'model.verify': () => ok(null),
    'model.remove': ({ modelId }) => {
      setModel(modelId, 'missing');
      return ok(null);
    },
    'ollama.get': () => ok(state.ollama),
    'ollama.pull': () => ok(null),
    'ollama.cancelPull': () => ok(null),
    'settings.get': () => ok(state.settings),
    'settings.set': (change) => {
      state.settings = { ...state.settings, ...(change as Partial<Settings>) };
      emit('settings.changed', state.settings);
      return ok(state.settings);
    },
    'checkpoints.get': () => ok({ passwords: { redis: false, postgres: true }, kept: 'keychain' }),
    'checkpoints.try': () => ok({ about: 'Redis 8.2 at host:6379', tookMs: 7 }),
    'checkpoints.keep': ({ kind, url }) => {
      state.settings = {
        ...state.settings,
        checkpointPlace: kind,
        [kind === 'redis' ? 'redisUrl' : 'postgresUrl']: url,
      };
      emit('settings.changed', state.settings);
      return ok({ passwords: { redis: true, postgres: true }, kept: 'keychain' });
    },
    'sound.devices': () => ok(state.devices),
    'sound.check': () => ok({ microphoneDb: null, speaker: false, says: 'No sound device was found.' }),
    'loopback.start': () => ok(null),
    'loopback.stop': () => ok(null),
    'microphoneFile.choose': () => ok('/sounds/me.wav'),
    'app.about': () =>
      ok({
        version: '0.1.0',
        runtime: 'Electron 45',
        dataFolder: '/data/latchkey',
        modelsFolder: '/models/latchkey',
        fallbackRuntime: false,
      }),
  } satisfies Partial<Handlers<typeof screenContract>>;
}

function calendarHandlers({ state, emit }: Tools) {
  const become = (calendar: CalendarPage) => {
    state.calendar = calendar;
    emit('calendar.changed', null);
  };
  return {
    'calendar.get': () => ok({ ...state.calendar, timeZone: 'America/Chicago' }),
    'appointment.cancel': ({ appointmentId }) => {
      const { appointments, busy } = state.calendar;
      become({ appointments: appointments.filter((one) => one.appointmentId !== appointmentId), busy });
      return ok(null);
    },
    'busy.add': ({ starts, ends, note }) => {
      if (ends <= starts) return failed({ kind: 'refused', reason: 'A busy time has to end after it starts.' });
      const slot = { startWallMs: Date.parse(`${starts}Z`), endWallMs: Date.parse(`${ends}Z`) };
      const busy = { busyId: starts, slot, note };
      become({ ...state.calendar, busy: [...state.calendar.busy, busy] });
      return ok(busy);
    },
    'busy.remove': ({ busyId }) => {
      become({ ...state.calendar, busy: state.calendar.busy.filter((one) => one.busyId !== busyId) });
      return ok(null);
    },
  } satisfies Partial<Handlers<typeof screenContract>>;
}

function telephoneHandlers({ state }: Tools) {
  return {
    'telephone.get': () => ok(state.telephone),
    'telephone.check': () => ok(account),
    'telephone.setUp': () => ok({ ended: 'complete' }),
    'telephone.undo': () => ok({ ended: 'complete' }),
    'telephone.cancel': () => ok(null),
    'connection.test': () => ok({ ended: 'cancelled', why: 'asked' }),
    'connection.cancel': () => ok(null),
  } satisfies Partial<Handlers<typeof screenContract>>;
}

/** Main as the screen sees it: the real wire, answers out of a small state, and a list of what it was told. */
export function createFakeMain(given: Partial<FakeState> = {}, pair: () => [Port, Port] = createPortPair): FakeMain {
  const state = freshState(given);
  const heard: string[] = [];
  const atGate: GateWish[] = [];
  let listener: (name: string, port: Port) => void = () => {};
  let server: Server<typeof screenContract> | null = null;
  let control: Port | null = null;

  const emit: FakeMain['emit'] = (name, payload) => server?.emit(name, payload);
  const publish = (change: Partial<CallSnapshot>) => {
    state.snapshot = { ...state.snapshot, ...change };
    emit('snapshot.changed', state.snapshot);
  };
  const plain: Handlers<typeof screenContract> = {
    ...callHandlers({ state, publish, emit }),
    ...machineHandlers({ state, publish, emit }),
    ...telephoneHandlers({ state, publish, emit }),
    ...calendarHandlers({ state, publish, emit }),
  };
  const handlers = new Proxy(plain, {
    get: (target, name: keyof typeof plain) => (input: never) => {
      heard.push(`${name} ${JSON.stringify(input)}`);
      return target[name](input);
    },
  });
  const hand = () => {
    const [controlMine, controlTheirs] = pair();
    const [gateMine, gateTheirs] = pair();
    server = serve(controlMine, screenContract, { handlers, log: silentLog });
    gateMine.onMessage((message) => {
      const wish = GateWish.parse(message);
      atGate.push(wish);
      heard.push(`gate ${wish.type}`);
    });
    control = controlMine;
    listener('control', controlTheirs);
    listener('gate', gateTheirs);
  };
  return {
    pipe: {
      onPort(next) {
        listener = next;
        return () => {
          listener = () => {};
        };
      },
      ready() {
        heard.push('ready');
        hand();
      },
    },
    heard,
    atGate,
    state,
    publish,
    emit,
    hand,
    answer(name, handler) {
      plain[name] = handler;
    },
    dieControl() {
      control?.close();
    },
  };
}
