import { describe, expect, it } from 'vitest';
import { createServerQueue, type Place, type Work } from './server-queue.ts';

const never = new AbortController().signal;

/** A server whose one place is taken, and what is waiting for it. */
async function occupied(work: Work = 'reply') {
  const queue = createServerQueue();
  const first = await queue.enter(work, never);
  if (!first) throw new Error('the place was free');
  const served: string[] = [];
  const places: Promise<Place | null>[] = [];
  const wait = (next: Work, name: string = next, signal = never) => {
    const place = queue.enter(next, signal);
    places.push(place);
    void place.then((it) => served.push(it ? name : `${name} gave up`));
    return place;
  };
  const serveAll = async () => {
    first.leave();
    const left = new Set(places);
    while (left.size > 0) {
      const [place, entry] = await Promise.race([...left].map(async (one) => [await one, one] as const));
      left.delete(entry);
      place?.leave();
    }
    return served;
  };
  return { queue, first, wait, serveAll };
}

describe('the queue before a server', () => {
  it('serves by urgency, and who is equally urgent in the order they came', async () => {
    const { wait, serveAll } = await occupied();
    void wait('warmUp');
    void wait('extraction');
    void wait('suggestion');
    void wait('reply', 'first reply');
    void wait('reply', 'second reply');
    expect(await serveAll()).toEqual(['first reply', 'second reply', 'suggestion', 'extraction', 'warmUp']);
  });

  it('lets go at once of who does not want to wait any more', async () => {
    const { wait, serveAll } = await occupied();
    const control = new AbortController();
    const gone = wait('reply', 'the first', control.signal);
    void wait('reply', 'the second');
    control.abort();
    expect(await gone).toBeNull();
    expect(await serveAll()).toEqual(['the first gave up', 'the second']);
  });

  it.each(['extraction', 'warmUp'] as const)('takes the place of %s away for a reply', async (work) => {
    const { first, wait } = await occupied(work);
    const reply = await wait('reply');
    expect(first.signal.aborted).toBe(true);
    expect(reply?.signal.aborted).toBe(false);
  });

  it.each<[Work, Work]>([
    ['reply', 'reply'],
    ['suggestion', 'reply'],
    ['warmUp', 'extraction'],
    ['extraction', 'suggestion'],
  ])('takes no place of %s away for %s', async (work, next) => {
    const { first, wait } = await occupied(work);
    const waiting = wait(next);
    expect(first.signal.aborted).toBe(false);
    first.leave();
    expect(await waiting).not.toBeNull();
  });

  it('takes no place away while one is free', async () => {
    const queue = createServerQueue(2);
    const warming = await queue.enter('warmUp', never);
    await queue.enter('reply', never);
    expect(warming?.signal.aborted).toBe(false);
    await queue.enter('reply', never);
    expect(warming?.signal.aborted).toBe(true);
  });

  it('gives the place on when its owner aborts, whether or not they leave', async () => {
    const queue = createServerQueue();
    const control = new AbortController();
    const first = await queue.enter('reply', control.signal);
    const second = queue.enter('reply', never);
    control.abort();
    expect(await second).not.toBeNull();
    first?.leave();
    expect(await queue.enter('warmUp', AbortSignal.abort())).toBeNull();
  });
});
