import type { Log } from '../../base/log.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { PartBoard } from '../calls/part-board.ts';
import type { Vault } from '../credentials/vault.ts';
import type { Hosts } from '../calls/softphone-hosts.ts';
import { type CheckpointKeeper, createCheckpointKeeper } from './checkpoint-keeper.ts';
import { readMicrophoneFile } from './microphone-file.ts';

export type SettingsApplier = {
  /** After a change: tells the processes what concerns them. */
  apply(before: Settings, after: Settings): void;
  chooseDevices(): Promise<void>;
  chooseLanguageModel(): Promise<void>;
  /** The same place again is looked for anew. */
  chooseCheckpoints(): Promise<void>;
  readonly keeper: CheckpointKeeper;
};

type ApplierDeps<Native> = {
  hosts: Hosts<Native>;
  board: PartBoard;
  settings: () => Settings;
  vault: Vault;
  /** Runs it now, or as soon as the call that is up is over. */
  betweenCalls(run: () => void): void;
  log: Log;
};

const noSpeaker = { kind: 'sound-unavailable', detail: 'no speaker was found' } as const;

/** Carries settings to the processes that act on them. The voice is started with its own; devices are chosen anew by each line. */
export function createSettingsApplier<Native>(deps: ApplierDeps<Native>): SettingsApplier {
  const { hosts, board, settings, betweenCalls, log } = deps;
  const { line, voice } = hosts;
  const keeper = createCheckpointKeeper(deps);
  const noMicrophone = (failure: Failure) => board.report('microphone', 'degraded', { failure });

  async function chooseDevices(): Promise<void> {
    const { microphoneId, speakerId, microphoneFile, speakerVolume: volume } = settings();
    const sound = microphoneFile ? await readMicrophoneFile(microphoneFile) : null;
    const microphonePcm = sound?.ok ? sound.value : null;
    const chosen = await line.call('devices.choose', {
      microphoneId,
      speakerId,
      microphoneFile,
      microphonePcm,
      volume,
    });
    const failure = sound?.ok === false ? sound.failure : chosen.ok ? null : chosen.failure;
    if (failure) {
      // A line that was lost tells so itself, and chooses again when it is back.
      if (failure.kind !== 'process-lost') noMicrophone(failure);
    } else if (microphoneFile) board.report('microphone', 'ready', { detail: microphoneFile });
    else await reportDevices();
  }

  async function reportDevices(): Promise<void> {
    const devices = await line.call('devices.list', null);
    if (!devices.ok) return;
    const { microphones, speakers } = devices.value;
    const { microphoneId, speakerId } = settings();
    const nameOf = (list: typeof microphones, id: string) =>
      (list.find((device) => device.id === id) ?? list[0])?.label ?? '';
    if (microphones.length === 0) noMicrophone({ kind: 'microphone-missing' });
    else if (!isToldByLine('microphone'))
      board.report('microphone', 'ready', { detail: nameOf(microphones, microphoneId) });
    if (speakers.length === 0) board.report('speaker', 'degraded', { failure: noSpeaker });
    else if (!isToldByLine('speaker')) board.report('speaker', 'ready', { detail: nameOf(speakers, speakerId) });
  }

  /** Whether the line found it unusable although it is listed. Only the line can say that this is over. */
  function isToldByLine(part: 'microphone' | 'speaker'): boolean {
    const failure = board.list().find((health) => health.part === part)?.failure;
    if (failure?.kind === 'sound-unavailable') return failure.detail !== noSpeaker.detail;
    return failure?.kind === 'microphone-denied' || failure?.kind === 'device-replaced';
  }

  async function chooseLanguageModel(): Promise<void> {
    const { ollamaUrl, ollamaModel } = settings();
    const answer = await voice.call('languageModel.choose', { url: ollamaUrl, model: ollamaModel });
    if (!answer.ok) log.warn('language model not chosen', { failure: answer.failure });
  }

  async function chooseCoach(): Promise<void> {
    const answer = await voice.call('coach.set', { on: settings().suggestions });
    if (!answer.ok) log.warn('suggestions not switched', { failure: answer.failure });
  }

  async function chooseCheckpoints(): Promise<void> {
    const answer = await voice.call('checkpoints.choose', keeper.choice());
    if (!answer.ok) log.warn('place of the checkpoints not chosen', { failure: answer.failure });
  }

  const differ = (before: Settings, after: Settings, keys: readonly (keyof Settings)[]) =>
    keys.some((key) => before[key] !== after[key]);
  line.onChange((change) => void (change.state === 'started' && chooseDevices()));
  // A fresh voice process makes suggestions until it is told otherwise.
  voice.onChange((change) => void (change.state === 'started' && !settings().suggestions && chooseCoach()));
  // Ahead of all that is asked of it: a call that is resumed has to be looked for where it was kept.
  voice.onChange((change) => void (change.state === 'started' && isOnServer(settings()) && chooseCheckpoints()));
  return {
    apply(before, after) {
      if (differ(before, after, ['microphoneId', 'speakerId', 'microphoneFile'])) void chooseDevices();
      if (differ(before, after, ['speakerVolume'])) void line.call('volume.set', { volume: after.speakerVolume });
      if (differ(before, after, ['ollamaUrl', 'ollamaModel'])) void chooseLanguageModel();
      if (differ(before, after, ['checkpointPlace', 'redisUrl', 'postgresUrl'])) void chooseCheckpoints();
      if (differ(before, after, ['suggestions'])) void chooseCoach();
      // Its engines are loaded when it starts.
      if (differ(before, after, ['agentVoice', 'recogniser'])) betweenCalls(voice.restart);
    },
    chooseDevices,
    chooseLanguageModel,
    chooseCheckpoints,
    keeper,
  };
}

const isOnServer = ({ checkpointPlace }: Settings): boolean => checkpointPlace !== 'disk';
