import { expect, it } from 'vitest';
import type { Evidence } from '../../domain/agent/qualification/evidence.ts';
import { stageSession } from '../testing/session-stage.ts';

const sells: Evidence = { slot: 'goal', value: 'sell', quote: 'We sell.', turnId: 't1', confidence: 0.9 };

it('what a lead is worth is told when it has changed, and not after every turn', async () => {
  const call = stageSession();
  call.session.begin();
  const says = async (text: string) => {
    await call.caller.says(text);
    await call.clock.advance(4_000);
  };
  const scores = () => call.told('lead.scored').map(({ qualification }) => (qualification as { score: number }).score);
  await says('Hello?');
  expect(scores()).toEqual([]);
  call.evidence.push(sells);
  await says('We sell.');
  await says('Yes.');
  expect(scores()).toEqual([0.18]);
  call.evidence[0] = { ...sells, confidence: 0.4 };
  await says('Maybe.');
  expect(scores()).toEqual([0.18, 0.08]);
});
