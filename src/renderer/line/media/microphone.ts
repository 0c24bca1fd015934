import { failed, ok, type Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';
import { asDeviceId, type KnownDevices } from './device-names.ts';
import { openMicrophone, type OpenMicrophone } from './open-microphone.ts';

export type Microphone = {
  /** '' or 'default' is the system's choice. Re-opens at once where it is open. */
  choose(microphoneId: string): Promise<void>;
  open(): Promise<Result<null, Failure>>;
  close(): void;
  /** What was chosen; '' is the system's choice. */
  readonly chosen: string;
  /** Why the one that was chosen is not open although it should be, or would not be if it were opened. */
  readonly failure: Failure | null;
};

type MicrophoneDeps = {
  context: AudioContext;
  target: AudioNode;
  devices: KnownDevices;
  /** It was opened, or could not be, or a device came or went: see `failure`. */
  tried: () => void;
};

const THE_CHOSEN = 'The chosen microphone';

type State = {
  wanted: boolean;
  chosen: string;
  open: { track: MediaStreamTrack; source: MediaStreamAudioSourceNode } | null;
  /** By its name, the one that was unplugged during this call. */
  unplugged: string;
  failure: Failure | null;
};

/** Whether it is another one than should be open. */
function replacementOf({ chosen, unplugged }: State, track: MediaStreamTrack, devices: KnownDevices): Failure | null {
  const { deviceId } = track.getSettings();
  const other = chosen !== '' && deviceId !== undefined && deviceId !== chosen;
  const gone = chosen === '' && unplugged !== '' && unplugged !== track.label;
  if (!other && !gone) return null;
  const name = other ? devices.nameOf(chosen, THE_CHOSEN) : unplugged;
  return { kind: 'device-replaced', device: 'microphone', chosen: name, instead: track.label };
}

/** What opening it would come to, as far as the list of devices tells. */
async function foresee({ chosen }: State, devices: KnownDevices): Promise<Failure | null> {
  const list = await devices.list('audioinput');
  const [first] = list;
  if (!first) return { kind: 'microphone-missing' };
  if (chosen === '' || list.some(({ deviceId }) => deviceId === chosen)) return null;
  const instead = devices.nameOf('', first.label);
  return { kind: 'device-replaced', device: 'microphone', chosen: devices.nameOf(chosen, THE_CHOSEN), instead };
}

/**
 * The microphone of the human at the desk, open only while a call is up. When it is unplugged another that is there takes
 * its place; when one is plugged in again it is taken back.
 */
export function createMicrophone({ context, target, devices, tried }: MicrophoneDeps): Microphone {
  const state: State = { wanted: false, chosen: '', open: null, unplugged: '', failure: null };
  /** Only the latest opening counts; one that a later wish overtook lets its device go again. */
  let opening = 0;

  const drop = () => {
    state.open?.source.disconnect();
    state.open?.track.stop();
    state.open = null;
  };
  const found = (now: Failure | null) => {
    state.failure = now;
    tried();
  };
  const use = ({ stream, track }: OpenMicrophone) => {
    const source = context.createMediaStreamSource(stream);
    drop();
    state.open = { track, source };
    source.connect(target);
    track.addEventListener('ended', () => {
      if (state.open?.track !== track) return;
      state.unplugged = track.label;
      void reopen();
    });
    found(replacementOf(state, track, devices));
  };
  const open = async (): Promise<Result<null, Failure>> => {
    state.wanted = true;
    const mine = ++opening;
    const answer = await openMicrophone(state.chosen);
    if (mine !== opening) {
      if (answer.ok) answer.value.track.stop();
      return ok(null);
    }
    if (answer.ok) {
      use(answer.value);
      return ok(null);
    }
    const before = state.open?.track;
    const goesOn = before?.readyState === 'live' && answer.failure.kind !== 'microphone-denied';
    // It must not be said that the caller hears nothing while they hear the one that was open before.
    found(goesOn ? replacementOf(state, before, devices) : answer.failure);
    return failed(answer.failure);
  };
  const look = async () => {
    // That it may not be used is in no list of devices.
    if (state.failure?.kind === 'microphone-denied') return;
    const now = await foresee(state, devices);
    if (!state.wanted) found(now);
  };
  const isAsChosen = () =>
    state.chosen !== '' &&
    state.open?.track.readyState === 'live' &&
    state.open.track.getSettings().deviceId === state.chosen;
  const reopen = async () => {
    if (!state.wanted) await look();
    // A voice is not interrupted because something else was plugged in.
    else if (!isAsChosen()) await open();
  };
  navigator.mediaDevices.addEventListener('devicechange', () => void devices.list('audioinput').then(reopen));

  return {
    async choose(microphoneId) {
      const next = asDeviceId(microphoneId);
      if (next === state.chosen && state.wanted) return;
      state.chosen = next;
      state.unplugged = '';
      await reopen();
    },
    get chosen() {
      return state.chosen;
    },
    get failure() {
      return state.failure;
    },
    open,
    close() {
      state.wanted = false;
      state.unplugged = '';
      opening++;
      drop();
      void look();
    },
  };
}
