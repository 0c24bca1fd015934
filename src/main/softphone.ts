import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Port } from '../base/port.ts';
import { failed, ok, type Result } from '../base/result.ts';
import type { CallSnapshot } from '../domain/call/call-snapshot.ts';
import { callIdOf, type CallState, isCallUp } from '../domain/call/call-state.ts';
import { askToDial } from '../domain/compliance/ask-to-dial.ts';
import type { Failure } from '../domain/failure.ts';
import type { Settings } from '../domain/settings/settings.ts';
import { type Bridge, bridgeTurn } from './calls/bridge-turn.ts';
import { createCallQueue } from './calls/call-queue.ts';
import { addToView, type CallView, emptyView, type ViewEvent } from './calls/call-view.ts';
import { type CallWishes, createCallWishes } from './calls/call-wishes.ts';
import { createDeskCalendar } from './calls/desk-calendar.ts';
import { createDeskAnalyses } from './calls/desk-analyses.ts';
import { createFactOutbox } from './calls/fact-outbox.ts';
import { hearHosts } from './calls/hear-hosts.ts';
import type { ModelsPort, OllamaPort } from './calls/model-shelf.ts';
import { createPartBoard, type PartBoard, watchParts } from './calls/part-board.ts';
import { createCutOffTurns } from './calls/cut-off-turns.ts';
import { createPerformer } from './calls/perform-commands.ts';
import { planPractice } from './calls/plan-practice.ts';
import { createStartCall, type StartCall } from './calls/start-telephone.ts';
import { createSnapshotPublisher, type SnapshotPublisher } from './calls/publish-snapshot.ts';
import { type About, createScreens, type Screens } from './calls/serve-screen.ts';
import { snapshotOf } from './calls/snapshot-of.ts';
import { type HostStarters, type Hosts, superviseHosts } from './calls/softphone-hosts.ts';
import type { Vault } from './credentials/vault.ts';
import { createSettingsApplier } from './settings/apply-settings.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { createDeskTelephone, type TelephoneMeans } from './telephony/desk-telephone.ts';
import type { TelephoneSetUp } from './telephony/telephone-set-up.ts';

/** How long the end of a call is shown only after it is written down, and how long closing waits for either. */
const WRITE_FIRST_MS = 500;
const CLOSE_MS = 5_000;

/** `Native` is the kind of message port that this platform can hand over to a process. */
export type SoftphoneDeps<Native> = {
  clock: Clock;
  log: Log;
  /** Names for calls (letters, digits, dashes: they become file names) and seeds for their chance. */
  ids: { callId(): string; chance(): number };
  hosts: HostStarters<Native>;
  createChannel(): [Native, Native];
  /** An end of a channel that main keeps. */
  ownPort(native: Native): Port;
  settings: SettingsStore;
  vault: Vault;
  models: ModelsPort;
  openOllama(url: string): OllamaPort;
  recordingUrl(callId: string): string;
  /** See `calls/lead-time-zone`. */
  leadTimeZone(number: string | null | undefined, desk: string): Promise<string>;
  chooseMicrophoneFile(): Promise<string | null>;
  /** The human is needed at once: bring the screen up, make a sound. */
  ringHuman(): void;
  about: About;
  telephone: TelephoneMeans;
  telephoneSetUp: TelephoneSetUp;
};

export type Softphone = CallWishes & {
  /** Starts the processes. The voice, which loads models, waits for `quiet`, so that a screen can open first. */
  start(quiet?: Promise<unknown>): void;
  /** Answers once the call is accepted; snapshots tell how it goes on. `chance` below 0 is the scenario's own seed. */
  startPractice(scenario: string, chance?: number): Promise<Result<{ callId: string }, Failure>>;
  startCall: StartCall;
  /** The keys of the telephone are others, which is heeded once no call is up; or the machine has been asleep. */
  telephoneChanged(why: 'keys' | 'woke'): void;
  /** Serves a screen until its port closes, or until the answered function is called. */
  attachScreen(port: Port): () => void;
  /** Tells all screens. */
  tellScreens: Screens['tell'];
  snapshot(): CallSnapshot;
  onSnapshot(listener: (snapshot: CallSnapshot) => void): () => void;
  /** After every change of the settings. */
  onSettings(listener: (settings: Settings) => void): void;
  /** For parts that only the platform around it knows of. */
  reportPart: PartBoard['report'];
  isCallUp(): boolean;
  /** Where a call's recording lies; undefined where there is none. */
  findRecording(callId: string): Promise<string | undefined>;
  /** For compositions that ask a process something the screen does not. */
  readonly hosts: Hosts<unknown>;
  /** Ends a call politely, writes down what is left, and ends the processes. */
  close(): Promise<void>;
};

/** The application, all but its windows. Runs in plain Node as well as in Electron's main process. */
export function createSoftphone<Native>(deps: SoftphoneDeps<Native>): Softphone {
  const { clock, log, settings } = deps;
  const hosts = superviseHosts(deps.hosts, deps);
  const { store, line } = hosts;
  const board = createPartBoard(deps);
  const outbox = createFactOutbox({ send: (fact) => store.call('fact.append', fact), clock, log });
  const outdated = (callId: string) => void analyses.again(callId);
  const calendar = createDeskCalendar({ ...deps, hosts, outbox, look, outdated, state: () => queue.state() });
  const parts = { ...deps, hosts, board, outbox, calendar };
  const settingsListeners: ((settings: Settings) => void)[] = [];
  let view: CallView = emptyView(null);
  let bridge: Bridge | undefined;
  const afterCall = new Set<() => void>();

  const giveBridge = () => {
    if (bridge) void line.call('clip.keep', { clip: 'bridge', pcm: bridge.pcm });
  };
  const keepBridge = (next: Bridge) => {
    bridge = next;
    giveBridge();
  };
  const performer = createPerformer({
    ...parts,
    keepBridge,
    push: (event) => queue.push(event),
    look,
    mayDial: (callId, number) =>
      askToDial({ callId, number }, { ownPhones: settings.get().ownPhones, wallMs: clock.wallTime() }),
  });
  const queue = createCallQueue({
    perform: performer.perform,
    append: outbox.append,
    log,
    changed(before, after) {
      if (callIdOf(before) !== callIdOf(after)) {
        view = emptyView(callIdOf(after));
        cutOff.forget();
      }
      if (isCallUp(after)) publisher.now();
      else {
        if (isCallUp(before)) callOver(before);
        // What is shown as over can be found in the records.
        void outbox.flushed(WRITE_FIRST_MS).then(publisher.now);
      }
    },
  });
  const cutOff = createCutOffTurns(() => {
    const state = queue.state();
    return state.phase === 'live' ? state.lineMs : 0;
  });
  const callOver = (call: CallState) => {
    calendar.callOver(callIdOf(call) ?? '');
    performer.forgetDeadlines();
    telephone.callOver();
    void analyses.look();
    const waiting = [...afterCall];
    afterCall.clear();
    for (const run of waiting) run();
  };
  const betweenCalls = (run: () => void) => {
    if (isCallUp(queue.state())) afterCall.add(run);
    else run();
  };
  const settingsChanged = (now: Settings) => {
    for (const listener of settingsListeners) listener(now);
  };
  const snapshot = () => snapshotOf(queue.state(), view);
  const publisher = createSnapshotPublisher({ clock, snapshot });
  const wishes = createCallWishes(queue);
  const telephone = createDeskTelephone({ ...parts, means: deps.telephone });
  const analyses = createDeskAnalyses({ ...parts, isCallUp: () => isCallUp(queue.state()) });
  const startCall = createStartCall({ ...parts, telephone, queue });
  const screens = createScreens({
    ...parts,
    wishes,
    applier: createSettingsApplier({ ...deps, hosts, board, settings: settings.get, betweenCalls }),
    snapshot,
    startPractice,
    startCall,
    settingsChanged,
    betweenCalls,
    connectTelephone: telephone.connect,
    analyses,
  });

  watchParts(board, hosts);
  if (settings.failure) board.report('settings', 'degraded', { failure: settings.failure });
  hearHosts({ ...parts, push: queue.push, look });
  hosts.voice.onChange((change) => {
    if (change.state !== 'lost') return;
    view = addToView(view, { type: 'voiceLost' });
    const { callId } = view;
    if (callId !== null) for (const turn of cutOff.take()) queue.push({ type: 'turnFinished', callId, turn });
    publisher.soon();
  });
  hosts.voice.on('human.requested', ({ callId }) => callId === view.callId && deps.ringHuman());
  store.onChange((change) => change.state === 'started' && outbox.storeStarted());
  line.onChange((change) => change.state === 'started' && giveBridge());
  line.on('clip.played', ({ callId, ...played }) => {
    const turn = bridge && bridgeTurn(bridge, played);
    if (!turn || callId !== view.callId) return;
    queue.push({ type: 'turnFinished', callId, turn });
    view = addToView(view, { type: 'turn', turn });
    publisher.soon();
  });

  /** Something to look at changed. */
  function look(callId: string, event: ViewEvent): void {
    if (callId !== view.callId) return;
    view = addToView(view, event);
    cutOff.look(event);
    publisher.soon();
  }

  tellScreens({ hosts, board, publisher, screens });

  async function startPractice(
    scenario: string,
    chance = deps.ids.chance(),
  ): Promise<Result<{ callId: string }, Failure>> {
    if (isCallUp(queue.state())) return failed({ kind: 'line-busy' });
    const scenarios = await hosts.practice.call('scenarios.list', null);
    if (!scenarios.ok) return scenarios;
    const callId = deps.ids.callId();
    const request = { callId, scenario, chance, appVersion: deps.about.version };
    const plan = planPractice(request, settings.get(), scenarios.value);
    if (!plan.ok) return plan;
    if (isCallUp(queue.state())) return failed({ kind: 'line-busy' });
    queue.push({ type: 'callRequested', plan: plan.value });
    return ok({ callId });
  }

  async function hangUpForClose(): Promise<void> {
    const callId = callIdOf(queue.state());
    if (callId === null || !isCallUp(queue.state())) return;
    await new Promise<void>((resolve) => {
      const cancel = clock.after(CLOSE_MS, resolve);
      publisher.onSnapshot(({ phase }) => {
        if (phase !== 'ended' && phase !== 'idle') return;
        cancel();
        resolve();
      });
      wishes.hangUp(callId, 'app');
    });
  }

  return {
    ...wishes,
    start(quiet) {
      store.start();
      line.start();
      hosts.practice.start();
      if (quiet) void quiet.then(hosts.voice.start);
      else hosts.voice.start();
    },
    startPractice,
    startCall,
    telephoneChanged: (why) => (why === 'keys' ? betweenCalls(telephone.connect) : telephone.wake()),
    attachScreen: screens.attach,
    tellScreens: screens.tell,
    snapshot,
    onSnapshot: publisher.onSnapshot,
    reportPart: board.report,
    onSettings: (listener) => void settingsListeners.push(listener),
    isCallUp: () => isCallUp(queue.state()),
    async findRecording(callId) {
      const found = await store.call('recording.find', { callId });
      return found.ok ? found.value.path : undefined;
    },
    hosts,
    async close() {
      await hangUpForClose();
      await outbox.flushed(CLOSE_MS);
      screens.stop();
      telephone.stop();
      analyses.stop();
      publisher.stop();
      performer.forgetDeadlines();
      await Promise.all(Object.values(hosts).map((host) => host.stop()));
    },
  };
}

/** All screens learn of what changes by itself. */
function tellScreens<Native>(of: {
  hosts: Hosts<Native>;
  board: PartBoard;
  publisher: SnapshotPublisher;
  screens: Screens;
}): void {
  of.hosts.store.on('call.changed', (change) => of.screens.tell('records.changed', change));
  of.hosts.store.on('calendar.changed', () => of.screens.tell('calendar.changed', null));
  of.hosts.line.on('audio.measured', (measured) => of.screens.tell('audio.measured', measured));
  of.hosts.line.on('loopback.measured', (levels) => of.screens.tell('loopback.measured', levels));
  of.hosts.line.on('loopback.ended', () => of.screens.tell('loopback.ended', null));
  of.hosts.line.on('connection.progressed', (progress) => of.screens.tell('connection.progressed', progress));
  of.board.onChange((health) => of.screens.tell('health.changed', health));
  of.publisher.onSnapshot((now) => of.screens.tell('snapshot.changed', now));
}
