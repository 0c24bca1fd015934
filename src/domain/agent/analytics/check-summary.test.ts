import { expect, test } from 'vitest';
import { checkSummary } from './check-summary.ts';

const ours =
  'Jordan Miller wants to be called back. Known: goal sell, area Alder Street, price 400000. Next: call them back, tomorrow after four.';
const denied = 'Jordan Miller is not interested.';

test.each<[text: string, of: string, why: string | null]>([
  ['Jordan Miller wants to sell in Alder Street for 400000, and wants a call back tomorrow after four.', ours, null],
  ['Jordan is selling. Call back tomorrow.', ours, null],
  ['Jordan Miller was not interested in it.', denied, null],
  ['Jordan Miller wants to sell for 450000.', ours, 'a word that is not in the claims'],
  ['Jordan Miller wants to sell, and Marcus agrees.', ours, 'a word that is not in the claims'],
  ['Jordan Miller booked a visit tomorrow.', ours, 'a word that is not in the claims'],
  ['Jordan Miller does not want to sell.', ours, 'a denial more or less'],
  ['Jordan Miller is interested.', denied, 'a denial more or less'],
  ['Jordan. Miller. Wants. To sell.', ours, 'too long'],
  ['- Jordan **Miller** wants to sell', ours, 'not a report'],
  ['Would Jordan sell?', ours, 'not a report'],
  ['   ', ours, 'empty'],
  [`Jordan wants ${'to sell and '.repeat(30)}to sell`, ours, 'too long'],
])('%j', (text, of, why) => {
  expect(checkSummary(text, of)).toEqual(why === null ? { ok: true, text } : { ok: false, why });
});
