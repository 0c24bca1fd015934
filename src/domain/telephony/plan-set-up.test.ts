import { expect, test } from 'vitest';
import { nothingMade, planSetUp, SET_UP_STEPS, type SetUpAsked, type SetUpMade, variablesOf } from './plan-set-up.ts';

const asked: SetUpAsked = {
  accountSid: 'AC1',
  numberSid: 'PN1',
  callerId: '+15550100',
  identity: 'latchkey',
  fallbackNumber: null,
  deviceName: 'front desk',
};
const before = { voiceUrl: '', voiceMethod: 'POST', voiceApplicationSid: '', trunkSid: '' };
const sids = { outgoing: '1', incoming: '2', status: '3' };
const complete: SetUpMade = {
  accountSid: 'AC1',
  apiKeySid: 'SK1',
  serviceSid: 'ZS1',
  functionSids: sids,
  versions: { sids, sources: 'v1' },
  build: { sid: 'ZB1', sources: 'v1', completed: true },
  environment: { sid: 'ZE1', domainName: 'a.twil.io' },
  variables: variablesOf(asked),
  deployedBuildSid: 'ZB1',
  application: { sid: 'AP1', domainName: 'a.twil.io' },
  number: { sid: 'PN1', before, domainName: 'a.twil.io', pointed: true },
};
const now = { sources: 'v1', secretKept: true };

test('Everything is to be done at first, and nothing once all is made', () => {
  expect(planSetUp(nothingMade, asked, now)).toEqual(SET_UP_STEPS);
  expect(planSetUp(complete, asked, now)).toEqual([]);
});

test('A new version of the Functions is uploaded, built and deployed; the rest stays', () => {
  expect(planSetUp(complete, asked, { ...now, sources: 'v2' })).toEqual(['versions', 'build', 'deployment']);
});

test('A build that was begun is gone on with', () => {
  const begun = { ...complete, build: { sid: 'ZB1', sources: 'v1', completed: false } };
  expect(planSetUp(begun, asked, now)).toEqual(['build', 'deployment']);
});

test('A lost secret asks for a new key alone', () => {
  expect(planSetUp(complete, asked, { ...now, secretKept: false })).toEqual(['api-key']);
});

test('Another number is pointed here and becomes the caller id; another fallback is a variable', () => {
  const moved = { ...asked, numberSid: 'PN2', callerId: '+15550200' };
  expect(planSetUp(complete, moved, now)).toEqual(['variables', 'number']);
  expect(planSetUp(complete, { ...asked, fallbackNumber: '+15550177' }, now)).toEqual(['variables']);
});
