import { expect, test } from 'vitest';
import type { Caption } from '../../../../domain/call/call-snapshot.ts';
import { conversationRows } from './conversation-rows.ts';

const said = (turnId: string, side: Caption['side'], agent: string | null = null): Caption => ({
  turnId,
  side,
  text: turnId,
  final: true,
  agent,
});
const brief = (captions: Caption[], now: Parameters<typeof conversationRows>[1]) =>
  conversationRows(captions, now).map((row) =>
    row.kind === 'said'
      ? row.caption.turnId
      : row.kind === 'agent'
        ? `agent ${row.agent} (${row.reason})`
        : `handler ${row.handler}`,
  );

test('an agent is named once, with its reason, before its first words', () => {
  const captions = [
    said('hello', 'agent', 'Conversation'),
    said('hi', 'caller'),
    said('good', 'agent', 'Conversation'),
  ];
  expect(brief(captions, { handler: 'agent', agent: 'Conversation', agentReason: 'greeting' })).toEqual([
    'agent Conversation (greeting)',
    'hello',
    'hi',
    'good',
  ]);
});

test('a change of agent shows even before the new one has spoken', () => {
  const captions = [said('hello', 'agent', 'Conversation'), said('how much', 'caller')];
  expect(brief(captions, { handler: 'agent', agent: 'Qualification', agentReason: 'asks for the price' })).toEqual([
    'agent Conversation ()',
    'hello',
    'how much',
    'agent Qualification (asks for the price)',
  ]);
});

test('taking over and handing back are lines of their own', () => {
  const captions = [
    said('hello', 'agent', 'Conversation'),
    said('person please', 'caller'),
    said('it is me', 'human'),
    said('thanks', 'caller'),
  ];
  expect(brief(captions, { handler: 'agent', agent: 'Conversation', agentReason: 'handed back' })).toEqual([
    'agent Conversation (handed back)',
    'hello',
    'person please',
    'handler human',
    'it is me',
    'thanks',
    'handler agent',
  ]);
});

test('a take-over shows at once, before anybody has spoken', () => {
  expect(brief([], { handler: 'human', agent: 'Conversation', agentReason: '' })).toEqual(['handler human']);
});
