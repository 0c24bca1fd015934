import type { Call } from '@twilio/voice-sdk';
import { describe, expect, test } from 'vitest';
import { describeFailure, type Failure } from '../../../domain/failure.ts';
import { followCall } from './follow-call.ts';

/** The SDK's call as far as it tells: its events, and what is asked of it when they come. */
function call() {
  const listeners: { name: string; run: (...given: unknown[]) => void }[] = [];
  return {
    on: (name: string, run: (...given: unknown[]) => void) => void listeners.push({ name, run }),
    emit(name: string, ...given: unknown[]) {
      for (const one of listeners) if (one.name === name) one.run(...given);
    },
    status: () => 'open',
    getRemoteStream: () => null,
    parameters: {},
    direction: 'OUTGOING',
  };
}

function follow(unheard = false) {
  const human = { unheard };
  const sdk = call();
  const told: string[] = [];
  const warningOf = (failure: Failure) => ('warning' in failure ? failure.warning : failure.kind);
  followCall(sdk as unknown as Call, {
    did: ({ type }) => void told.push(type),
    sounds: () => undefined,
    failed: () => undefined,
    degraded: (failure) => void told.push(`+${warningOf(failure)}`),
    recovered: (failure) => void told.push(`-${warningOf(failure)}`),
    told: () => undefined,
    named: () => undefined,
    humanUnheard: () => human.unheard,
  });
  return { sdk, told, human };
}

/** All that Twilio's client warns of in a call: WARNING_NAMES of its call.js, with the prefixes of its thresholds. */
const WARNINGS = [
  'high-rtt',
  'low-mos',
  'high-jitter',
  'high-packet-loss',
  'high-packets-lost-fraction',
  'low-bytes-received',
  'low-bytes-sent',
  'ice-connectivity-lost',
];

describe('a warning of the carrier’s client', () => {
  test.each(WARNINGS)('%s is told once, in words, and is over when it is cleared', (warning) => {
    const { sdk, told } = follow();
    sdk.emit('warning', warning, null);
    sdk.emit('warning', warning, null);
    sdk.emit('warning-cleared', warning);
    sdk.emit('warning-cleared', warning);
    expect(told).toEqual([`+${warning}`, `-${warning}`]);
    expect(describeFailure({ kind: 'call-quality', warning }).says).not.toContain(warning);
  });

  test('of a sound that never changes is told only where somebody speaks who is not heard', () => {
    const warning = 'constant-audio-input-level';
    const listening = follow(false);
    listening.sdk.emit('warning', warning, null);
    listening.sdk.emit('warning-cleared', warning);
    expect(listening.told).toEqual([]);
    const unheard = follow(true);
    unheard.sdk.emit('warning', warning, null);
    unheard.sdk.emit('warning-cleared', warning);
    expect(unheard.told).toEqual([`+${warning}`, `-${warning}`]);
    expect(describeFailure({ kind: 'call-quality', warning }).says).toBe('Nothing comes from your microphone.');
  });

  test('of a silence is told when somebody takes over into it who is not heard, until they hand back', () => {
    const warning = 'constant-audio-input-level';
    const { sdk, told, human } = follow(false);
    const secondPasses = () => sdk.emit('sample', { totals: { packetsLost: 0 } });
    sdk.emit('warning', warning, null);
    secondPasses();
    const warnings = () => told.filter((one) => one.endsWith(warning));
    expect(warnings()).toEqual([]);
    human.unheard = true;
    secondPasses();
    secondPasses();
    expect(warnings()).toEqual([`+${warning}`]);
    human.unheard = false;
    secondPasses();
    expect(warnings()).toEqual([`+${warning}`, `-${warning}`]);
    sdk.emit('warning-cleared', warning);
    human.unheard = true;
    secondPasses();
    expect(warnings()).toHaveLength(2);
  });

  test('is over with the call, which tells of none after', async () => {
    const { sdk, told } = follow();
    sdk.emit('warning', 'high-rtt', null);
    sdk.emit('disconnect');
    await Promise.resolve();
    sdk.emit('warning', 'low-mos', null);
    expect(told).toEqual(['+high-rtt', '-high-rtt', 'bye']);
  });
});
