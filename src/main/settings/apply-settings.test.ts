import { expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createPortPair } from '../../base/port.ts';
import { ok } from '../../base/result.ts';
import { screenContract } from '../../contract/screen.ts';
import { connect } from '../../contract/wire.ts';
import { createScriptedSoftphone } from '../testing/scripted-softphone.ts';

function openScreen(phone: ReturnType<typeof createScriptedSoftphone>) {
  const [ours, mains] = createPortPair();
  phone.softphone.attachScreen(mains);
  return connect(ours, screenContract, { clock: phone.clock, log: silentLog, part: 'main' });
}

it.each([{ agentVoice: 'kokoro:af_bella' }, { recogniser: 'whisper-base-en' }] as const)(
  'has what is chosen ($agentVoice$recogniser) loaded between calls, and only where it is another',
  async (change) => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    const screen = openScreen(phone);
    expect(await screen.call('settings.set', { agentVoice: 'joe', recogniser: 'moonshine-tiny-en' })).toMatchObject({
      ok: true,
    });
    expect(await screen.call('settings.set', change)).toMatchObject({ ok: true, value: change });
    await phone.clock.advance(10);
    expect([phone.softphone.snapshot().phase, phone.voice.lives]).toEqual(['live', 1]);
    phone.line.emit('call.ended', { callId, reason: 'caller-hung-up', lineMs: 4_000, recordedMs: 4_000 });
    await phone.clock.advance(10);
    expect([phone.softphone.snapshot().phase, phone.voice.lives]).toEqual(['ended', 2]);
    expect(phone.factTypes().at(-1)).toBe('callEnded');
    await screen.call('settings.set', { agentVoice: 'joe', recogniser: 'moonshine-tiny-en' });
    await phone.clock.advance(10);
    expect(phone.voice.lives).toBe(3);
    await screen.call('settings.set', { brokerage: 'Harbour Homes' });
    await phone.clock.advance(10);
    expect(phone.voice.lives).toBe(3);
  },
);

it('keeps what the line says of a microphone that is listed, until a sound check hears it', async () => {
  const phone = createScriptedSoftphone();
  await phone.clock.advance(10);
  const screen = openScreen(phone);
  const devices = [{ id: 'default', label: 'Headset' }];
  phone.line.answer({ 'devices.list': () => ok({ microphones: devices, speakers: devices }) });
  const health = async (part: string) => {
    const list = await screen.call('health.list', null);
    return list.ok ? list.value.find((one) => one.part === part) : undefined;
  };
  await screen.call('part.restart', { part: 'speaker' });
  expect(await health('microphone')).toMatchObject({ state: 'ready', detail: 'Headset' });
  const unusable = { kind: 'sound-unavailable', detail: 'the chosen speaker cannot be used' } as const;
  phone.line.emit('part.degraded', { failure: { kind: 'microphone-denied' } });
  phone.line.emit('part.degraded', { failure: unusable });
  await screen.call('part.restart', { part: 'microphone' });
  expect(await health('microphone')).toMatchObject({ state: 'degraded', failure: { kind: 'microphone-denied' } });
  expect(await health('speaker')).toMatchObject({ state: 'degraded', failure: unusable });
  phone.line.answer({ 'sound.check': () => ok({ microphoneDb: -20, speaker: false, failure: unusable }) });
  await screen.call('sound.check', null);
  expect(await health('microphone')).toMatchObject({ state: 'ready' });
  expect(await health('speaker')).toMatchObject({ state: 'degraded', failure: unusable });
  phone.line.emit('part.recovered', { failure: unusable });
  await phone.clock.advance(10);
  expect(await health('speaker')).toMatchObject({ state: 'ready' });
});
