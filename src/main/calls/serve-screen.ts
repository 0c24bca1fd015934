import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Port } from '../../base/port.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Handlers, Server } from '../../contract/define.ts';
import { screenContract } from '../../contract/screen.ts';
import { serve } from '../../contract/wire.ts';
import type { CallSnapshot } from '../../domain/call/call-snapshot.ts';
import { describeFailure, type Failure } from '../../domain/failure.ts';
import type { Settings, SettingsChange } from '../../domain/settings/settings.ts';
import type { SettingsApplier } from '../settings/apply-settings.ts';
import { checkpointHandlers } from '../settings/serve-checkpoints.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { TelephoneMeans } from '../telephony/desk-telephone.ts';
import { connectionHandlers } from '../telephony/serve-connection.ts';
import { telephoneHandlers } from '../telephony/serve-telephone.ts';
import type { TelephoneSetUp } from '../telephony/telephone-set-up.ts';
import type { CallAnalyses } from './analyse-calls.ts';
import type { CallWishes } from './call-wishes.ts';
import type { DeskCalendar } from './desk-calendar.ts';
import { calendarHandlers } from './serve-calendar.ts';
import { dayAround } from './day-around.ts';
import { createCancellableJobs, type ModelsPort, type OllamaPort } from './model-shelf.ts';
import type { FactOutbox } from './fact-outbox.ts';
import { partOfLineFailure, type PartBoard } from './part-board.ts';
import type { Hosts } from './softphone-hosts.ts';

export type About = {
  version: string;
  runtime: string;
  dataFolder: string;
  modelsFolder: string;
  fallbackRuntime: boolean;
};

export type ScreenDeps<Native> = {
  clock: Clock;
  log: Log;
  hosts: Hosts<Native>;
  board: PartBoard;
  wishes: CallWishes;
  outbox: FactOutbox;
  calendar: DeskCalendar;
  startCall(written: string): Result<{ callId: string }, Failure>;
  startPractice(scenario: string): Promise<Result<{ callId: string }, Failure>>;
  snapshot(): CallSnapshot;
  settings: SettingsStore;
  settingsChanged(settings: Settings): void;
  /** Runs it now, or as soon as the call that is up is over; once, however often the same is asked for. */
  betweenCalls(run: () => void): void;
  applier: SettingsApplier;
  models: ModelsPort;
  openOllama(url: string): OllamaPort;
  recordingUrl(callId: string): string;
  chooseMicrophoneFile(): Promise<string | null>;
  about: About;
  telephone: TelephoneMeans;
  telephoneSetUp: TelephoneSetUp;
  /** Registers anew, with a fresh token. */
  connectTelephone(): void;
  analyses: Pick<CallAnalyses, 'look' | 'again'>;
};

type ScreenServer = Server<typeof screenContract>;
type ScreenHandlers = Handlers<typeof screenContract>;
type Tell = ScreenServer['emit'];

const PULL = 'ollama pull';

export type Screens = { attach(port: Port): () => void; tell: Tell; stop(): void };

/** Answers every screen that is open, and tells all of them what changed. */
export function createScreens<Native>(deps: ScreenDeps<Native>): Screens {
  const servers = new Set<ScreenServer>();
  const jobs = createCancellableJobs();
  const tell: Tell = (name, payload) => {
    for (const server of [...servers]) server.emit(name, payload);
  };
  const handlers: ScreenHandlers = {
    ...callHandlers(deps),
    ...recordHandlers(deps),
    ...calendarHandlers(deps),
    ...modelHandlers(deps, jobs, tell),
    ...machineHandlers(deps, tell),
    ...telephoneHandlers(deps),
    ...connectionHandlers(deps),
    ...checkpointHandlers({ ...deps, change: (change) => changeSettings(deps, change, tell) }),
  };
  deps.telephoneSetUp.onChange(() => tell('telephone.changed', null));
  return {
    attach(port) {
      const server = serve(port, screenContract, { handlers, log: deps.log });
      servers.add(server);
      const detach = () => void servers.delete(server);
      port.onClose(detach);
      return detach;
    },
    tell,
    stop() {
      jobs.cancelAll();
      deps.telephoneSetUp.cancel();
    },
  };
}

const callHandlers = <Native>({ wishes, snapshot, startPractice, startCall, hosts }: ScreenDeps<Native>) =>
  ({
    'snapshot.get': () => ok(snapshot()),
    'practice.start': ({ scenario }) => startPractice(scenario),
    'call.start': ({ number }) => startCall(number),
    'call.answer': ({ callId, handler }) => wishes.answer(callId, handler),
    'digits.send': (input) => hosts.line.call('digits.send', input),
    'call.takeOver': ({ callId, wish }) => wishes.takeOver(callId, wish),
    'call.handBack': ({ callId, wish }) => wishes.handBack(callId, wish),
    'whisper.give': ({ callId, text }) => wishes.whisper(callId, text),
    'microphone.mute': ({ callId, muted }) => wishes.mute(callId, muted),
    'call.hangUp': ({ callId }) => wishes.hangUp(callId),
    'call.dismiss': ({ callId }) => wishes.dismiss(callId),
    'scenarios.list': () => hosts.practice.call('scenarios.list', null),
    'report.get': (input) => hosts.practice.call('report.get', input),
  }) satisfies Partial<ScreenHandlers>;

/** What the agent knew of a call whose end it did not live to see goes, too: at the next start where it is away now. */
async function endInVoice<Native>(voice: Hosts<Native>['voice'], callId: string): Promise<void> {
  const answer = await voice.call('call.end', { callId });
  if (answer.ok) return;
  const cancel = voice.onChange(({ state }) => {
    if (state !== 'started') return;
    cancel();
    void endInVoice(voice, callId);
  });
}

const recordHandlers = <Native>({
  hosts: { store, voice },
  outbox,
  clock,
  snapshot,
  recordingUrl,
  analyses,
}: ScreenDeps<Native>) =>
  ({
    'history.list': (input) => store.call('calls.list', input),
    'history.get': async (input) => {
      const record = await store.call('call.get', input);
      if (!record.ok) return record;
      const sound = await store.call('recording.find', input);
      return ok({
        record: record.value,
        recordingUrl: sound.ok ? recordingUrl(input.callId) : null,
        recordingMs: sound.ok ? sound.value.durationMs : 0,
      });
    },
    'history.delete': async (input) => {
      const { callId, phase } = snapshot();
      if (callId === input.callId && phase !== 'ended') {
        return failed<Failure>({ kind: 'refused', reason: 'A call cannot be deleted while it goes on.' });
      }
      const answer = await store.call('call.delete', input);
      if (!answer.ok) return answer;
      outbox.forget(input.callId);
      void endInVoice(voice, input.callId);
      return answer;
    },
    'analysis.again': ({ callId }) => {
      void analyses.again(callId);
      return ok(null);
    },
    'today.get': async () => {
      const day = dayAround(clock.wallTime());
      const telephone = await store.call('today.get', { ...day, line: 'telephone' });
      if (!telephone.ok) return telephone;
      const practice = await store.call('today.get', { ...day, line: 'practice' });
      return practice.ok ? ok({ telephone: telephone.value, practice: practice.value }) : practice;
    },
  }) satisfies Partial<ScreenHandlers>;

const modelHandlers = <Native>(
  deps: ScreenDeps<Native>,
  jobs: ReturnType<typeof createCancellableJobs>,
  tell: Tell,
) => {
  const { models, settings, openOllama, applier } = deps;
  const ollama = () => openOllama(settings.get().ollamaUrl);
  return {
    'models.list': async () => ok(await models.list()),
    'model.install': async ({ modelId }) => {
      const answer = await jobs.run(modelId, (signal) =>
        models.install(modelId, { signal, onProgress: (progress) => tell('model.progressed', progress) }),
      );
      // Engines that lacked it are loaded by a fresh process; a call is never disturbed for that.
      if (answer.ok) deps.betweenCalls(deps.hosts.voice.restart);
      return answer;
    },
    'model.cancel': ({ modelId }) => jobs.cancel(modelId),
    'model.verify': ({ modelId }) => models.verify(modelId),
    'model.remove': ({ modelId }) => models.remove(modelId),
    'ollama.get': async () => {
      const { ollamaUrl: url, ollamaModel: chosen } = settings.get();
      const version = await ollama().getVersion();
      if (!version.ok) return ok({ url, version: null, models: [], chosen });
      const found = await ollama().listModels();
      const list = found.ok ? found.value.map(({ name, sizeBytes }) => ({ name, bytes: sizeBytes })) : [];
      return ok({ url, version: version.value, models: list, chosen });
    },
    'ollama.pull': async ({ model }) => {
      const answer = await jobs.run(PULL, (signal) =>
        ollama().pull(model, { signal, onProgress: (progress) => tell('ollama.progressed', { model, ...progress }) }),
      );
      if (answer.ok) void applier.chooseLanguageModel();
      return answer;
    },
    'ollama.cancelPull': () => jobs.cancel(PULL),
  } satisfies Partial<ScreenHandlers>;
};

const machineHandlers = <Native>(deps: ScreenDeps<Native>, tell: Tell) => {
  const { board, hosts, settings, applier } = deps;
  return {
    'health.list': () => ok(board.list()),
    'part.restart': async ({ part }) => {
      if (part === 'settings') return asDone(await changeSettings(deps, {}, tell));
      if (part === 'microphone' || part === 'speaker') await applier.chooseDevices();
      else if (part === 'language-model') await applier.chooseLanguageModel();
      else if (part === 'checkpoints') await applier.chooseCheckpoints();
      else if (part === 'telephone') deps.connectTelephone();
      else if (part === 'analysis') void deps.analyses.look();
      else if (part === 'store') hosts.store.restart();
      else if (part === 'line' || part === 'practice') {
        if (!['idle', 'ended'].includes(deps.snapshot().phase)) {
          return failed<Failure>({ kind: 'refused', reason: 'This would end the call that is up. End it first.' });
        }
        hosts[part].restart();
      } else hosts.voice.restart();
      return ok(null);
    },
    'settings.get': () => ok(settings.get()),
    'settings.set': (change) => changeSettings(deps, change, tell),
    'sound.devices': () => hosts.line.call('devices.list', null),
    'sound.check': async () => {
      const answer = await hosts.line.call('sound.check', null);
      if (!answer.ok) return answer;
      const { microphoneDb, speaker, failure } = answer.value;
      if (microphoneDb !== null) board.report('microphone', 'ready');
      if (failure) board.report(partOfLineFailure(failure), 'degraded', { failure });
      return ok({ microphoneDb, speaker, says: failure ? describeFailure(failure).says : '' });
    },
    'microphoneFile.choose': async () => ok(await deps.chooseMicrophoneFile()),
    'app.about': () => ok(deps.about),
  } satisfies Partial<ScreenHandlers>;
};

const asDone = (answer: Result<unknown, Failure>): Result<null, Failure> => (answer.ok ? ok(null) : answer);

async function changeSettings<Native>(
  { settings, applier, board, settingsChanged }: ScreenDeps<Native>,
  change: SettingsChange,
  tell: Tell,
): Promise<Result<Settings, Failure>> {
  const before = settings.get();
  const answer = await settings.set(change);
  if (!answer.ok) return answer;
  board.report('settings', 'ready');
  applier.apply(before, answer.value);
  settingsChanged(answer.value);
  tell('settings.changed', answer.value);
  return answer;
}
