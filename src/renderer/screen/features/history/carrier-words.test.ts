import { expect, test } from 'vitest';
import { noCarrier } from '../../../../domain/record/carrier-record.ts';
import { carrierWords } from './carrier-words.ts';

const of = { callSid: 'CA1', currency: 'USD' };

test('what the carrier counted is said leg by leg, and what it has not told is not made up', () => {
  expect(
    carrierWords({
      legs: [
        { ...of, leg: 'desk', connectedSeconds: 69, price: '-0.0080' },
        { ...of, leg: 'far-end', connectedSeconds: null, price: null },
      ],
      detectedMachines: true,
      answeredBy: 'human',
    }),
  ).toEqual([
    'Latchkey’s leg: 1 min 9 s, 0.0080 USD',
    'The telephone’s leg: length unknown, price unknown',
    'Machine detection: a person picked up',
  ]);
});

test('a refund and a free leg are told apart from a charge', () => {
  const leg = { ...of, leg: 'desk' as const, connectedSeconds: 0 };
  const words = (price: string) => carrierWords({ ...noCarrier, legs: [{ ...leg, price }] })[0];
  expect(words('0.0080')).toContain('0.0080 USD in your favour');
  expect(words('-0')).toBe('Latchkey’s leg: 0 s, 0 USD');
});

test('a call that no carrier carried has nothing to say', () => {
  expect(carrierWords(noCarrier)).toEqual([]);
});
