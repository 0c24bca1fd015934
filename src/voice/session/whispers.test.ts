import { describe, expect, it } from 'vitest';
import type { ReplyPart } from '../../domain/agent/thinker.ts';
import { stageSession, WORD_SAMPLES } from '../testing/session-stage.ts';

const WORD_MS = WORD_SAMPLES / 16;
const USES: ReplyPart[] = [
  { type: 'whisper', whisperId: 'w1', outcome: 'used' },
  { type: 'text', text: 'One two three four five six.' },
];
const note = { whisperId: 'w1', text: 'ask about the roof' };

async function afterOpener(script: Parameters<typeof stageSession>[0] = {}) {
  const call = stageSession(script);
  call.session.begin();
  await call.caller.says('Hello?');
  await call.clock.advance(4_000);
  return call;
}

describe('a whisper', () => {
  it('is the mind’s, and nothing of it is heard', async () => {
    const call = await afterOpener();
    const audible = call.audibleMs();
    expect(await call.session.whisper(note)).toBe('waiting');
    await call.clock.advance(1_000);
    expect(call.whispers).toEqual([note]);
    expect(call.audibleMs()).toBe(audible);
    expect(call.told('whisper.used')).toEqual([]);
  });

  it('is told of as used when the reply that follows it sounds, and the mind knows before it remembers', async () => {
    const call = await afterOpener({ 'Tell me.': USES });
    await call.caller.says('Tell me.');
    expect(call.told('whisper.used')).toEqual([]);
    await call.clock.advance(2 * WORD_MS);
    const [used] = call.told('whisper.used');
    expect(used).toMatchObject({ callId: 'call-1', whisperId: 'w1', outcome: 'used' });
    expect(call.used).toEqual([`w1 in ${used?.['turnId'] as string}`]);
    await call.clock.advance(4_000);
    expect(call.exchanges.at(-1)?.turnId).toBe(used?.['turnId']);
    expect(call.told('whisper.used')).toHaveLength(1);
  });

  it('is not used by a reply that nobody heard', async () => {
    const call = await afterOpener({ 'We bought it and': USES });
    call.caller.startsTalking(800);
    call.caller.words('We bought it and');
    await call.clock.advance(200);
    call.caller.startsTalking(1_000);
    await call.clock.advance(500);
    expect(call.used).toEqual([]);
  });

  it('while the agent speaks leaves these words alone', async () => {
    const call = await afterOpener({ 'Tell me.': [{ type: 'text', text: 'One two three four five six.' }] });
    await call.caller.says('Tell me.');
    await call.clock.advance(2 * WORD_MS);
    await call.session.whisper(note);
    await call.clock.advance(3_000);
    expect(call.asked).toEqual(['Tell me.']);
    expect(call.turns().at(-1)).toMatchObject({ text: 'One two three four five six.', interrupted: false });
  });

  it('just after the caller has finished is in the reply that has not begun', async () => {
    const call = await afterOpener({ 'I think so.': [{ type: 'text', text: 'Good.' }] });
    call.caller.stops('I think so.');
    await call.clock.advance(0);
    expect(call.asked).toEqual(['I think so.']);
    await call.session.whisper(note);
    await call.clock.advance(0);
    expect(call.asked).toEqual(['I think so.', 'I think so.']);
    call.caller.staysSilent(1_600);
    await call.clock.advance(2_000);
    expect(call.turns().at(-1)).toMatchObject({ side: 'agent', text: 'Good.' });
    expect(call.exchanges.filter(({ callerText }) => callerText === 'I think so.')).toHaveLength(1);
  });

  it('while the human has the call waits for the agent', async () => {
    const call = await afterOpener();
    call.switchboard.setHandler('human');
    await call.clock.advance(100);
    const audible = call.audibleMs();
    expect(await call.session.whisper(note)).toBe('waiting');
    await call.clock.advance(2_000);
    expect(call.audibleMs()).toBe(audible);
  });
});
