import { expect, test } from 'vitest';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { createStreamArrivals } from './stream-arrivals.ts';

test('a dial that overtook its trunk waits for it, and not for ever', async () => {
  const clock = createFakeClock();
  const trunks = createStreamArrivals(clock);
  const story: string[] = [];
  void trunks.wait('c1').then(() => story.push('c1 dials'));
  await clock.advance(500);
  trunks.arrived('c1');
  story.push('the trunk of c1 is here');
  await clock.advance(0);
  await trunks.wait('c1');
  void trunks.wait('c2').then(() => story.push('c2 gives up waiting'));
  await clock.advance(2_000);
  expect(story).toEqual(['the trunk of c1 is here', 'c1 dials', 'c2 gives up waiting']);
});
