import { expect, it } from 'vitest';
import type { Objection } from '../../domain/agent/objections/objection.ts';
import { addToView, emptyView, type ViewEvent } from './call-view.ts';

const viewOf = (...events: ViewEvent[]) => events.reduce(addToView, emptyView('call-1'));
const says = (turnId: string, side: 'agent' | 'caller' = 'agent'): ViewEvent => ({
  type: 'caption',
  turnId,
  side,
  text: turnId,
  final: true,
});

it('a caption keeps the agent that it came from, and why that agent had the call', () => {
  const { captions } = viewOf(
    { type: 'agent', agent: 'QualificationAgent', reason: 'The caller answered.' },
    says('t1'),
    says('c1', 'caller'),
    { type: 'agent', agent: 'ObjectionHandlerAgent', reason: 'The caller is angry.' },
    says('t2'),
  );
  expect(captions.map(({ agent, agentReason }) => [agent, agentReason])).toEqual([
    ['QualificationAgent', 'The caller answered.'],
    [null, undefined],
    ['ObjectionHandlerAgent', 'The caller is angry.'],
  ]);
});

it('an objection that is told again is one', () => {
  const objection: Objection = { kind: 'busy', turnId: 'c1', quote: 'I am driving.', outcome: 'answered' };
  const again = { ...objection, outcome: 'followedUp' } as const;
  expect(viewOf({ type: 'objection', objection }, { type: 'objection', objection: again }).objections).toEqual([again]);
});
