import { expect, test } from 'vitest';
import { readArguments } from './practice-arguments.ts';

test('nothing given is one call with the friendly seller', () => {
  expect(readArguments([])).toEqual({
    ok: true,
    value: {
      scenario: 'friendly-seller',
      json: null,
      wav: null,
      seed: null,
      fast: false,
      calls: 1,
      list: false,
      help: false,
      data: null,
    },
  });
});

test('everything given', () => {
  expect(
    readArguments([
      'my.yaml',
      '--json',
      'r.json',
      '--wav=c.wav',
      '--seed',
      '7',
      '--calls',
      '3',
      '--fast',
      '--data',
      'd',
    ]),
  ).toMatchObject({
    ok: true,
    value: { scenario: 'my.yaml', json: 'r.json', wav: 'c.wav', seed: 7, calls: 3, fast: true, data: 'd' },
  });
});

test.each([
  [['--frast'], '--frast'],
  [['--seed', 'x'], '--seed takes a whole number'],
  [['--seed'], '--seed'],
  [['--calls', '0'], '--calls takes a whole number from 1'],
  [['--calls', '2.5'], '--calls takes a whole number'],
  [['a', 'b'], 'One scenario at a time'],
])('%s is refused', (args, says) => {
  const read = readArguments(args);
  expect(read.ok ? 'accepted' : read.failure).toContain(says);
});
