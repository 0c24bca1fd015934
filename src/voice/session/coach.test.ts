import { describe, expect, it } from 'vitest';
import { stageSession } from '../testing/session-stage.ts';

async function takenOver(options: Parameters<typeof stageSession>[1] = {}) {
  const call = stageSession({}, options);
  call.session.begin();
  await call.caller.says('Hello?');
  await call.clock.advance(4_000);
  call.switchboard.setHandler('human');
  await call.clock.advance(100);
  const audible = call.audibleMs();
  return { ...call, silentSince: () => call.audibleMs() === audible };
}
const texts = (call: Awaited<ReturnType<typeof takenOver>>) => call.told('suggestion.made').map(({ text }) => text);

describe('while the human has the call', () => {
  it('each turn of the caller’s is followed by what could be said, and by no sound', async () => {
    const call = await takenOver();
    await call.caller.says('What would it cost?');
    await call.clock.advance(1_000);
    await call.caller.says('And when?');
    await call.clock.advance(3_000);
    expect(call.suggested.map(({ callerText }) => callerText)).toEqual(['What would it cost?', 'And when?']);
    const callerTurns = call.turns().filter(({ side }) => side === 'caller') as unknown as { turnId: string }[];
    expect(call.told('suggestion.made')).toEqual(
      callerTurns.slice(1).map(({ turnId }) => ({
        callId: 'call-1',
        turnId,
        text: 'You could say this.',
        agent: 'conversation',
      })),
    );
    expect(call.saidToLine('human')).toBe(0);
    expect(call.silentSince()).toBe(true);
  });

  it('what was overheard is in the conversation before anything is proposed', async () => {
    const call = await takenOver();
    let remembered = false;
    const { overheard } = call.thought;
    call.thought.overheard = async (turn) => {
      await overheard(turn);
      remembered = true;
    };
    const { suggest } = call.thought;
    const order: boolean[] = [];
    call.thought.suggest = (turn, signal) => {
      order.push(remembered);
      return suggest(turn, signal);
    };
    await call.caller.says('What would it cost?');
    await call.clock.advance(500);
    expect(order).toEqual([true]);
  });

  it('a slow suggestion is abandoned when the call is handed back, which does not wait for it', async () => {
    let propose: (text: string) => void = () => {};
    const suggestion = new Promise<string>((resolve) => (propose = resolve));
    const call = await takenOver({ suggestion });
    await call.caller.says('What would it cost?');
    await call.clock.advance(500);
    call.switchboard.setHandler('agent');
    await call.clock.advance(3_000);
    expect(call.suggested[0]?.signal.aborted).toBe(true);
    expect(call.turns().at(-1)).toMatchObject({ side: 'agent', text: 'I am taking over again.' });
    propose('Too late.');
    await call.clock.advance(500);
    expect(texts(call)).toEqual([]);
  });

  it('a suggestion is abandoned when the caller says something else, and at the end', async () => {
    const call = await takenOver({ suggestion: new Promise<string>(() => {}) });
    await call.caller.says('What would it cost?');
    await call.clock.advance(500);
    await call.caller.says('And when?');
    await call.clock.advance(500);
    expect(call.suggested.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    await call.session.end();
    expect(call.suggested.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  });

  it('nothing is proposed where it is switched off, nor while the agent has the call', async () => {
    const off = await takenOver({ coaching: false });
    await off.caller.says('What would it cost?');
    await off.clock.advance(1_000);
    expect(off.suggested).toEqual([]);
    const back = await takenOver();
    back.caller.startsTalking(800);
    back.caller.words('I would rather');
    back.switchboard.setHandler('agent');
    await back.clock.advance(3_000);
    await back.caller.says('Fine.');
    await back.clock.advance(3_000);
    expect(back.suggested).toEqual([]);
  });

  it('a mind that breaks over a suggestion costs nothing else', async () => {
    const call = await takenOver({ suggestion: Promise.reject(new Error('a defect')) });
    await call.caller.says('What would it cost?');
    await call.clock.advance(500);
    expect(texts(call)).toEqual([]);
    expect(call.overheard).toMatchObject([{ side: 'caller', text: 'What would it cost?' }]);
  });
});
