import { expect, test } from 'vitest';
import { failed, ok, type Result } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import type { Failure } from '../../domain/failure.ts';
import type { MintedToken } from './access-token.ts';
import { createTokenKeeper } from './token-keeper.ts';

const HOUR = 3_600_000;

function keep() {
  const clock = createFakeClock();
  const told: string[] = [];
  let works = true;
  let made = 0;
  const mint = (): Result<MintedToken, Failure> =>
    works
      ? ok({ token: `token ${++made}`, expiresAtWallMs: clock.wallTime() + HOUR })
      : failed({ kind: 'not-found', what: 'The key' });
  const keeper = createTokenKeeper({
    clock,
    mint,
    onToken: (token) => told.push(token.token),
    onFailure: (failure) => told.push(failure.kind),
  });
  return { clock, told, keeper, setWorks: (next: boolean) => (works = next) };
}

test('A token is made at the start and renewed well before it ends', async () => {
  const { clock, told, keeper } = keep();
  keeper.start();
  expect(told).toEqual(['token 1']);
  await clock.advance(0.75 * HOUR - 1);
  expect(told).toEqual(['token 1']);
  await clock.advance(1);
  expect(told).toEqual(['token 1', 'token 2']);
});

test('A failure is told and tried again after one, two, four seconds; then all is as before', async () => {
  const { clock, told, keeper, setWorks } = keep();
  setWorks(false);
  keeper.start();
  await clock.advance(3_000);
  expect(told).toEqual(['not-found', 'not-found', 'not-found']);
  setWorks(true);
  await clock.advance(4_000);
  expect(told.slice(3)).toEqual(['token 1']);
  await clock.advance(0.75 * HOUR);
  expect(told.slice(3)).toEqual(['token 1', 'token 2']);
});

test('A token called wrong is replaced at once', () => {
  const { told, keeper } = keep();
  keeper.start();
  keeper.renew();
  expect(told).toEqual(['token 1', 'token 2']);
});

test('Nothing is made once it was stopped', async () => {
  const { clock, told, keeper } = keep();
  keeper.start();
  keeper.stop();
  keeper.wake();
  keeper.renew();
  await clock.advance(10 * HOUR);
  expect(told).toEqual(['token 1']);
});

test('After sleep the wall clock decides, not the timer that stood still', async () => {
  const { clock, told, keeper } = keep();
  let sleptMs = 0;
  const wall = clock.wallTime.bind(clock);
  clock.wallTime = () => wall() + sleptMs;
  keeper.start();
  sleptMs = 8 * HOUR;
  keeper.wake();
  await clock.advance(0);
  expect(told).toEqual(['token 1', 'token 2']);
});
