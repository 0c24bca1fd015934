import { Device, type Call } from '@twilio/voice-sdk';
import type { Clock } from '../../../base/clock.ts';
import { failed, ok, type Result } from '../../../base/result.ts';
import type { DialTarget } from '../../../contract/line.ts';
import type { Failure } from '../../../domain/failure.ts';
import { failureOfError, isTokenRefused } from '../../../domain/telephony/carrier-trouble.ts';
import type { TelephoneState } from '../../../domain/telephony/telephone-state.ts';
import { deviceOptions, type DeviceMedia } from './device-options.ts';
import { endDevice } from './end-device.ts';

/** The SDK answers neither `register` nor `connect` where signalling is down or the token is bad. */
const REGISTER_MS = 10_000;
const CONNECT_MS = 10_000;
/** It reconnects by itself; only when it has tried for so long is the Device replaced. */
const RECONNECT_MS = 30_000;
const RETRY_MS = [2_000, 5_000, 10_000, 20_000, 30_000] as const;

/** A call of the SDK that rings here. */
export type IncomingCall = Call;

export type TelephoneListener = {
  changed(state: TelephoneState): void;
  tokenNeeded(): void;
  incoming(call: IncomingCall): void;
};

export type Telephone = {
  /** With this token it is reachable, from now on and again after every loss; null gives it up. */
  register(token: string | null): void;
  /** The network is there again, or another one: looks at once whether the carrier is reached. */
  again(): void;
  /** Calls the number of the permit. Answers a call that is being set up. */
  connect(to: Extract<DialTarget, { line: 'telephone' }>): Promise<Result<Call, Failure>>;
  /** A call is over: a Device that still believes to be in it is replaced. */
  callOver(): void;
};

type State = {
  token: string | null;
  device: Device | null;
  told: TelephoneState;
  losses: number;
  /** A call is being set up, of which the Device says nothing yet. */
  connecting: boolean;
  cancel: () => void;
};

/** The one Device of the SDK: opened, kept registered, and replaced when it is stuck. Never in the middle of a call. */
export function createTelephone(deps: { clock: Clock; media: DeviceMedia; listener: TelephoneListener }): Telephone {
  const { clock, listener } = deps;
  const state: State = {
    token: null,
    device: null,
    told: { state: 'off' },
    losses: 0,
    connecting: false,
    cancel: () => {},
  };

  const tell = (next: TelephoneState) => {
    if (JSON.stringify(next) === JSON.stringify(state.told)) return;
    state.told = next;
    listener.changed(next);
  };
  const wait = (ms: number, run: () => void) => {
    state.cancel();
    state.cancel = clock.after(ms, run);
  };
  const drop = () => {
    const { device } = state;
    state.device = null;
    if (device) endDevice(device);
  };
  const lose = (failure: Failure) => {
    tell({ state: 'lost', failure });
    if (state.device?.isBusy) {
      wait(RECONNECT_MS, () => {
        lose(failure);
      });
      return;
    }
    drop();
    const after = RETRY_MS[Math.min(state.losses++, RETRY_MS.length - 1)]!;
    wait(after, open);
  };
  const unreachable = (detail: string) => {
    lose({ kind: 'telephone-unreachable', detail });
  };

  function listen(device: Device): void {
    device.on('registered', () => {
      state.cancel();
      state.losses = 0;
      tell({ state: 'ready', edge: device.edge ?? '' });
    });
    device.on('unregistered', () => {
      tell({ state: 'registering' });
      wait(RECONNECT_MS, () => {
        unreachable('the connection was lost');
      });
    });
    device.on('tokenWillExpire', () => {
      listener.tokenNeeded();
    });
    device.on('incoming', (call: Call) => {
      listener.incoming(call);
    });
    device.on('error', (error: { code: number; message: string }, call?: Call) => {
      if (call || !isTokenRefused(error)) return;
      const failure = failureOfError(error) ?? { kind: 'telephone-unreachable', detail: error.message };
      state.cancel();
      tell({ state: 'lost', failure });
      if (!device.isBusy) drop();
      listener.tokenNeeded();
    });
  }

  function open(): void {
    if (state.token === null || state.device) return;
    const device = new Device(state.token, deviceOptions(deps.media));
    state.device = device;
    listen(device);
    tell({ state: 'registering' });
    register(device);
  }

  function register(device: Device): void {
    wait(REGISTER_MS, () => {
      unreachable(`no answer within ${REGISTER_MS / 1000} s`);
    });
    void device.register().catch(() => {
      // Its error event says why, or the deadline.
    });
  }

  async function connect({
    permit,
    detectMachines,
  }: Extract<DialTarget, { line: 'telephone' }>): Promise<Result<Call, Failure>> {
    const { device } = state;
    if (!device) {
      const failure: Failure =
        state.told.state === 'lost'
          ? state.told.failure
          : {
              kind: 'refused',
              reason: 'The telephone is not set up. Open Telephone, under Settings, and enter the Twilio keys.',
            };
      return failed(failure);
    }
    let given: Call | null | undefined;
    const connecting = device
      .connect({
        params: {
          To: permit.number,
          CallId: permit.callId,
          Rule: permit.ruleVersion,
          ...(detectMachines ? { MachineDetection: 'Enable' } : {}),
        },
      })
      .then((call) => {
        // It was given up while it was being set up.
        if (given === null) call.disconnect();
        return call;
      });
    const timeout = new Promise<null>((resolve) => {
      clock.after(CONNECT_MS, () => resolve(null));
    });
    state.connecting = true;
    const call = await Promise.race([connecting.catch((error: unknown) => asFailure(error)), timeout]);
    state.connecting = false;
    if (call === null) {
      given = null;
      // One that has taken its place in the meantime knows nothing of this.
      if (state.device === device) {
        drop();
        unreachable(`no call within ${CONNECT_MS / 1000} s`);
      }
      return failed({ kind: 'telephone-unreachable', detail: `no call within ${CONNECT_MS / 1000} s` });
    }
    return 'kind' in call ? failed(call) : ok(call);
  }

  function useToken(token: string | null): void {
    state.token = token;
    if (token === null) {
      state.cancel();
      drop();
      tell({ state: 'off' });
      return;
    }
    if (!state.device) {
      state.cancel();
      open();
      return;
    }
    if (state.told.state === 'ready' || state.connecting || state.device.isBusy) {
      state.device.updateToken(token);
      if (state.told.state !== 'ready') register(state.device);
      return;
    }
    // One that has not connected yet may be waiting for an answer that the sleep of the machine has swallowed.
    drop();
    open();
  }

  return {
    register: useToken,
    again() {
      if (state.token !== null) useToken(state.token);
    },
    connect,
    callOver() {
      if (!state.device?.isBusy) return;
      drop();
      open();
    },
  };
}

function asFailure(error: unknown): Failure {
  const { code, message } = error as { code?: number; message?: string };
  return { kind: 'call-broke-off', code: code ?? 0, detail: message ?? 'it could not be set up' };
}
