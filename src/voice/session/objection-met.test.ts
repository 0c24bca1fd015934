import { expect, it } from 'vitest';
import type { Objection } from '../../domain/agent/objections/objection.ts';
import { stageSession } from '../testing/session-stage.ts';

const busy: Objection = { kind: 'busy', turnId: 't1', quote: 'I am driving.', outcome: 'answered' };

it('an objection is told when it was met, once, and again where something else became of it', async () => {
  const call = stageSession();
  call.session.begin();
  const says = async (text: string) => {
    await call.caller.says(text);
    await call.clock.advance(4_000);
  };
  const told = () => call.told('objection.met').map(({ objection }) => (objection as Objection).outcome);
  await says('Hello?');
  expect(told()).toEqual([]);
  call.objections.push(busy);
  await says('I am driving.');
  await says('Yes.');
  expect(told()).toEqual(['answered']);
  call.objections[0] = { ...busy, outcome: 'respected' };
  await says('Later.');
  expect(told()).toEqual(['answered', 'respected']);
});
