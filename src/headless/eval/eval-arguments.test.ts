import { expect, test } from 'vitest';
import { readEvalArguments } from './eval-arguments.ts';

test('nothing given is the conversation in text, once', () => {
  expect(readEvalArguments([])).toEqual({
    ok: true,
    value: { paths: [], mode: 'text', repeat: 1, model: null, seed: null, json: null, help: false },
  });
});

test('everything given', () => {
  const args = [
    'a.yaml',
    'folder',
    '--spoken',
    '--repeat',
    '5',
    '--model=llama3.1:8b',
    '--seed',
    '0',
    '--json',
    'r.json',
  ];
  expect(readEvalArguments(args)).toEqual({
    ok: true,
    value: {
      paths: ['a.yaml', 'folder'],
      mode: 'spoken',
      repeat: 5,
      model: 'llama3.1:8b',
      seed: 0,
      json: 'r.json',
      help: false,
    },
  });
});

test.each([
  [['--spokn'], '--spokn'],
  [['--text', '--spoken'], 'Either --text or --spoken, not both.'],
  [['--repeat', '0'], '--repeat takes a whole number from 1 to 100, not 0.'],
  [['--repeat', 'often'], 'not often.'],
  [['--seed', '-1'], '--seed'],
  [['--seed', '1.5'], '--seed takes a whole number from 0 to 4294967295, not 1.5.'],
  [['--model', ' '], '--model takes the name of a model'],
])('%j is refused in a sentence', (args, says) => {
  const refused = readEvalArguments(args);
  expect(refused.ok ? '' : refused.failure).toContain(says);
});
