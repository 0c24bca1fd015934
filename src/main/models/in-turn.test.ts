import { expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';

it.each([
  ['brought it', () => Promise.resolve('here')],
  ['failed', () => Promise.reject(new Error('no space left on device'))],
])('fetches a file only when whoever fetches it already %s', async (_what, end) => {
  const underWay = new Map<string, Promise<unknown>>();
  const turn = { underWay, signal: new AbortController().signal };
  const story: string[] = [];
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const first = inTurn('a.part', turn, async () => {
    story.push('first begins');
    await arrived;
    story.push('first ends');
    return end();
  }).catch(() => 'failed');
  const second = inTurn('a.part', turn, () => {
    story.push('second begins');
    return Promise.resolve();
  });
  await inTurn('b.part', turn, () => Promise.resolve(story.push('another file')));
  arrive();
  await Promise.all([first, second]);
  expect(story).toEqual(['first begins', 'another file', 'first ends', 'second begins']);
});

it('begins nothing for whoever was stopped while waiting, and lets the next one have its turn', async () => {
  const underWay = new Map<string, Promise<unknown>>();
  const stop = new AbortController();
  const goesOn = { underWay, signal: new AbortController().signal };
  const story: string[] = [];
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const first = inTurn('a.part', goesOn, () => arrived);
  const stopped = inTurn('a.part', { underWay, signal: stop.signal }, () => Promise.resolve(story.push('stopped')));
  const third = inTurn('a.part', goesOn, () => Promise.resolve(story.push('third')));
  stop.abort(new Error('the person pressed Cancel'));
  await expect(stopped).rejects.toThrow('the person pressed Cancel');
  arrive();
  await Promise.all([first, third]);
  expect(story).toEqual(['third']);
});
