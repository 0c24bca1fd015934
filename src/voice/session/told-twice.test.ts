import { describe, expect, it } from 'vitest';
import { stageSession } from '../testing/session-stage.ts';

async function afterOpener() {
  const call = stageSession();
  call.session.begin();
  await call.caller.says('Hello?');
  await call.clock.advance(4_000);
  return call;
}

describe('a change of hands, which the line tells and main as well', () => {
  it('is one hand-back, however late main tells of what the line has told before', async () => {
    const call = await afterOpener();
    const takenMs = call.switchboard.position / 16;
    call.switchboard.setHandler('human');
    await call.clock.advance(200);
    const backMs = call.switchboard.position / 16;
    call.switchboard.setHandler('agent');
    await call.clock.advance(700);
    call.session.setHandler('human', takenMs);
    call.session.setHandler('agent', backMs);
    await call.clock.advance(3_000);
    expect(call.turns().filter(({ side, text }) => side === 'agent' && text.startsWith('I am'))).toMatchObject([
      { text: 'I am taking over again.', interrupted: false },
    ]);
  });

  it('is believed where only main can tell', async () => {
    const call = await afterOpener();
    call.session.setHandler('human', 5_000);
    await call.caller.says('Who am I talking to now?');
    await call.clock.advance(3_000);
    expect(call.overheard).toMatchObject([{ side: 'caller', text: 'Who am I talking to now?' }]);
  });
});
