import { expect, it } from 'vitest';
import { wantsNoOpener } from './wants-no-opener.ts';

it.each([
  ["Don't call me again.", true],
  ['Stop calling me!', true],
  ['Take me off your list.', true],
  ["Hi, you've reached the Millers. Leave a message after the tone.", true],
  ['Hi. The person you are calling screens calls. Please state your name and the reason for your call.', false],
  ['Hello?', false],
  ['Who is this?', false],
  ['Miller residence, Jordan speaking.', false],
  ['', false],
])('%j: %s', (callerText, none) => {
  expect(wantsNoOpener(callerText)).toBe(none);
});
