import { expect, test } from 'vitest';
import { parseRoute } from './route.ts';

test.each([
  ['', { screen: 'call', callId: null }],
  ['#/nowhere', { screen: 'call', callId: null }],
  ['#/history', { screen: 'history', callId: null }],
  ['#/history/c-1', { screen: 'history', callId: 'c-1' }],
  ['#/telephone', { screen: 'telephone', callId: null }],
  ['#/settings/c-1', { screen: 'settings', callId: null }],
])('%s leads to one place', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});
