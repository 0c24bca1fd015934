import { expect, test } from 'vitest';
import { createFakeClock } from '../../../base/testing/fake-clock.ts';
import { createKeySender } from './key-sender.ts';

function openSender() {
  const clock = createFakeClock();
  const start = clock.now();
  const sent: string[] = [];
  const keys = createKeySender(clock, (run) => sent.push(`${run} at ${clock.now() - start}`));
  return { clock, sent, keys };
}

test('a pause begins when the keys before it are over', async () => {
  const { clock, sent, keys } = openSender();
  expect(keys.send('12#ww3w4')).toEqual({ ok: true, value: null });
  await clock.advance(5_000);
  expect(sent).toEqual(['12# at 0', '3 at 1990', '4 at 2820']);
});

test('keys that are pressed faster than they sound wait for each other, and all go out in their order', async () => {
  const { clock, sent, keys } = openSender();
  for (const key of ['5', '1', '2', '5']) {
    keys.send(key);
    await clock.advance(40);
  }
  await clock.advance(3_000);
  keys.send('9');
  expect(sent).toEqual(['5 at 0', '125 at 330', '9 at 3160']);
});

test('a pause alone holds up what comes after it', async () => {
  const { clock, sent, keys } = openSender();
  keys.send('w');
  keys.send('1');
  await clock.advance(1_000);
  expect(sent).toEqual(['1 at 500']);
});

test('what waits is dropped at the end of the call', async () => {
  const { clock, sent, keys } = openSender();
  keys.send('1w23');
  keys.stop();
  await clock.advance(5_000);
  expect(sent).toEqual(['1 at 0']);
});

test('more than anybody would wait for is refused whole', async () => {
  const { clock, sent, keys } = openSender();
  keys.send('1');
  keys.send('2'.repeat(200));
  expect(keys.send('3'.repeat(64))).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  await clock.advance(100_000);
  expect(sent).toEqual(['1 at 0', `${'2'.repeat(200)} at 330`]);
});
