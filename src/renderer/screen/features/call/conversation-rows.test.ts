import { expect, test } from 'vitest';
import type { Caption } from '../../../../domain/call/call-snapshot.ts';
import type { HandlerChange } from '../../bridge/handler-changes.ts';
import { conversationRows } from './conversation-rows.ts';

const said = (turnId: string, side: Caption['side'], agent: string | null = null): Caption => ({
  turnId,
  side,
  text: turnId,
  final: true,
  agent,
});
const brief = (captions: Caption[], ...rest: [Parameters<typeof conversationRows>[1], (readonly HandlerChange[])?]) =>
  conversationRows(captions, ...rest).map((row) =>
    row.kind === 'said'
      ? row.caption.turnId
      : row.kind === 'agent'
        ? `agent ${row.agent} (${row.reason})`
        : row.kind === 'whisper'
          ? `whisper ${row.note.text}`
          : row.kind === 'keys'
            ? `keys ${row.keys}`
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

test('an agent that comes back does so for another reason', () => {
  const captions = [
    { ...said('price?', 'agent', 'Qualification'), agentReason: 'The caller answered.' },
    { ...said('sorry', 'agent', 'Objections'), agentReason: 'The caller is angry.' },
    { ...said('area?', 'agent', 'Qualification'), agentReason: 'The caller declines.' },
    { ...said('timing?', 'agent', 'Qualification'), agentReason: 'The caller declines.' },
  ];
  const now = { handler: 'agent', agent: 'Qualification', agentReason: 'The caller declines.' } as const;
  expect(brief(captions, now)).toEqual([
    'agent Qualification (The caller answered.)',
    'price?',
    'agent Objections (The caller is angry.)',
    'sorry',
    'agent Qualification (The caller declines.)',
    'area?',
    'timing?',
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

test('a take-over keeps its place when the caller is the first to speak after it, and after the hand-back', () => {
  const captions = [
    said('hello', 'agent'),
    said('yes', 'caller'),
    said('still here', 'caller'),
    said('again', 'agent'),
  ];
  const now = { handler: 'agent', agent: null, agentReason: '' } as const;
  const taken = { handler: 'human', after: new Set(['hello', 'yes']) } as const;
  const back = { handler: 'agent', after: new Set(['hello', 'yes', 'still here']) } as const;
  expect(brief(captions.slice(0, 3), { ...now, handler: 'human' }, [taken])).toEqual([
    'hello',
    'yes',
    'handler human',
    'still here',
  ]);
  expect(brief(captions, now, [taken, back])).toEqual([
    'hello',
    'yes',
    'handler human',
    'still here',
    'handler agent',
    'again',
  ]);
});

test('a take-over during which nobody spoke stays to be seen', () => {
  const after = new Set(['hello']);
  const changes = [
    { handler: 'human', after },
    { handler: 'agent', after },
  ] as const;
  const now = { handler: 'agent', agent: null, agentReason: '' } as const;
  expect(brief([said('hello', 'agent')], now, changes)).toEqual(['hello', 'handler human', 'handler agent']);
});

test('a whisper stands where it was given, also where the words in front of it were heard by nobody', () => {
  const note = (text: string, afterTurnId: string | null) =>
    ({ whisperId: text, text, state: 'waiting', afterTurnId }) as const;
  const now = { handler: 'agent', agent: null, agentReason: '' } as const;
  expect(
    brief([said('hello', 'caller'), said('there', 'caller')], {
      ...now,
      whispers: [note('early', null), note('first', 'hello'), note('second', 'hello'), note('lost', 'unheard')],
    }),
  ).toEqual(['whisper early', 'hello', 'whisper first', 'whisper second', 'there', 'whisper lost']);
});

test('keys stand where they were pressed', () => {
  const now = { handler: 'agent', agent: null, agentReason: '' } as const;
  const keys = [
    { keys: '9', afterTurnId: null },
    { keys: '12#', afterTurnId: 'hello' },
    { keys: '0', afterTurnId: 'unheard' },
  ];
  expect(brief([said('hello', 'caller'), said('there', 'caller')], { ...now, keys })).toEqual([
    'keys 9',
    'hello',
    'keys 12#',
    'there',
    'keys 0',
  ]);
});
