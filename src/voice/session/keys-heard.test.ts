import { expect, it } from 'vitest';
import { stageSession } from '../testing/session-stage.ts';

async function inConversation(options: Parameters<typeof stageSession>[1] = {}) {
  const call = stageSession({}, options);
  call.session.begin();
  if (options.handler !== 'human') await call.caller.says('Hello?');
  await call.clock.advance(4_000);
  return call;
}
const spoken = (call: Awaited<ReturnType<typeof inConversation>>) =>
  call.turns().map(({ side, text }) => `${side}: ${text}`);

it('keys are answered together once no more come, and are a turn of the conversation', async () => {
  const call = await inConversation();
  const before = spoken(call).length;
  await call.caller.presses('12');
  await call.clock.advance(1_200);
  expect(call.asked).toEqual([]);
  await call.clock.advance(2_000);
  expect(call.asked).toEqual(['[pressed 12]']);
  expect(spoken(call).slice(before)).toEqual(['agent: I see.']);
  expect(call.exchanges.at(-1)).toMatchObject({ callerText: '[pressed 12]', agentText: 'I see.', interrupted: false });
});

it('# says that a number is whole', async () => {
  const call = await inConversation();
  await call.caller.presses('512#');
  await call.clock.advance(600);
  expect(call.asked).toEqual(['[pressed 512#]']);
});

it('while we speak they end what we say once they are whole, and are answered', async () => {
  const call = stageSession();
  call.session.begin();
  await call.clock.advance(1_400);
  await call.caller.presses('1');
  await call.clock.advance(200);
  expect(call.turns()).toEqual([]);
  await call.caller.presses('#');
  await call.clock.advance(2_000);
  const [cutOff, answer] = call.turns();
  expect(cutOff).toMatchObject({ side: 'agent', interrupted: true });
  expect(answer).toMatchObject({ side: 'agent', interrupted: false });
  expect(call.asked).toEqual(['[pressed 1#]']);
});

it('beside words they are answered with those, once', async () => {
  const call = await inConversation();
  call.caller.startsTalking();
  await call.caller.presses('3#');
  expect(call.asked).toEqual([]);
  await call.caller.says('That is my answer.');
  await call.clock.advance(4_000);
  expect(call.asked.at(-1)).toBe('[pressed 3#] That is my answer.');
  await call.caller.says('And this is another.');
  await call.clock.advance(2_000);
  expect(call.asked.at(-1)).toBe('And this is another.');
});

it('are answered once with words whose answer is prepared anew for a whisper', async () => {
  const call = await inConversation();
  call.caller.startsTalking();
  await call.caller.presses('3#');
  call.caller.stops('That is my answer.');
  await call.clock.advance(20);
  expect(call.asked).toEqual(['[pressed 3#] That is my answer.']);
  await call.session.whisper({ whisperId: 'w1', text: 'Ask about the roof' });
  await call.clock.advance(20);
  expect(call.asked).toEqual(['[pressed 3#] That is my answer.', '[pressed 3#] That is my answer.']);
});

it('beside a cough they are answered as they are', async () => {
  const call = await inConversation();
  call.caller.startsTalking();
  await call.caller.presses('3#');
  await call.caller.coughs();
  await call.clock.advance(1_000);
  expect(call.asked).toEqual(['[pressed 3#]']);
});

it('are not answered again after a reply without a sound', async () => {
  const call = stageSession({ '[pressed 3#]': [] });
  call.session.begin();
  await call.caller.says('Hello?');
  await call.clock.advance(4_000);
  await call.caller.presses('3#');
  await call.clock.advance(1_000);
  await call.caller.says('Are you there?');
  await call.clock.advance(2_000);
  expect(call.asked).toEqual(['[pressed 3#]', 'Are you there?']);
});

it('while the human has the call they are remembered, and nobody answers', async () => {
  const call = await inConversation({ handler: 'human' });
  await call.caller.presses('7');
  await call.clock.advance(3_000);
  expect(call.overheard).toMatchObject([{ side: 'caller', text: '[pressed 7]' }]);
  expect([call.asked, call.audibleMs()]).toEqual([[], 0]);
});

it.each(['take-over', 'end'])('are remembered once where the %s comes before their answer sounds', async (cut) => {
  const call = await inConversation();
  const before = call.audibleMs();
  // Between two frames: the answer is sent, and none of it has gone out.
  await call.clock.advance(10);
  await call.caller.presses('3');
  await call.clock.advance(1_300);
  expect([call.asked, call.audibleMs()]).toEqual([['[pressed 3]'], before]);
  if (cut === 'take-over') call.session.setHandler('human', 60_000);
  const over = call.session.end();
  await call.clock.advance(3_000);
  await over;
  const remembered = [...call.exchanges.map(({ callerText }) => callerText), ...call.overheard.map(({ text }) => text)];
  expect(remembered.filter((text) => text.includes('3'))).toEqual(['[pressed 3]']);
});

it('at the end of the call they are remembered, once', async () => {
  const call = await inConversation();
  await call.caller.presses('7');
  await call.session.end();
  await call.clock.advance(3_000);
  expect(call.overheard).toMatchObject([{ side: 'caller', text: '[pressed 7]' }]);
  expect(call.asked).toEqual([]);
});
