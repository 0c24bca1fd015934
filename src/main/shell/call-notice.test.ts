import { expect, test } from 'vitest';
import { type CallSnapshot, idleSnapshot } from '../../domain/call/call-snapshot.ts';
import { createCallNotice } from './call-notice.ts';

const offered: CallSnapshot = {
  ...idleSnapshot,
  phase: 'offered',
  callId: 'c1',
  line: 'telephone',
  direction: 'incoming',
  number: '+15125550143',
  leadName: 'Dana Whitfield',
  handler: 'human',
};

function openDesk({ inFront = false } = {}) {
  const open = new Map<string, () => void>();
  const told: string[] = [];
  let shows = 0;
  const notice = createCallNotice({
    inFront: () => inFront,
    open({ title, body }, clicked) {
      told.push(`${title}: ${body}`);
      open.set(title, clicked);
      return () => open.delete(title);
    },
    show: () => {
      shows += 1;
    },
  });
  return { notice, open, told, shows: () => shows };
}

test('a call that rings while nobody looks is told of once, and a press brings the screen up', () => {
  const { notice, open, told, shows } = openDesk();
  notice.follow(offered);
  notice.follow({ ...offered, voiceId: 'joe' });
  expect(told).toEqual(['Dana Whitfield is calling: (512) 555-0143']);
  open.get('Dana Whitfield is calling')?.();
  expect(shows()).toBe(1);
});

test.each([{ phase: 'dialling' as const }, { phase: 'ended' as const }, { handler: 'agent' as const }])(
  'the notice is gone once %j',
  (change) => {
    const { notice, open } = openDesk();
    notice.follow(offered);
    notice.follow({ ...offered, ...change });
    expect([...open.keys()]).toEqual([]);
  },
);

test('the next call has a notice of its own', () => {
  const { notice, open, told } = openDesk();
  notice.follow(offered);
  notice.follow({ ...offered, callId: 'c2', leadName: '', number: '' });
  expect(told.at(-1)).toBe('Somebody is calling: Number withheld');
  expect([...open.keys()]).toEqual(['Somebody is calling']);
});

test('whoever looks at the screen needs none, nor does a call that the agent answers', () => {
  const front = openDesk({ inFront: true });
  front.notice.follow(offered);
  const agents = openDesk();
  agents.notice.follow({ ...offered, handler: 'agent' });
  expect([...front.told, ...agents.told]).toEqual([]);
});
