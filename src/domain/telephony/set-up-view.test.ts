import { expect, test } from 'vitest';
import { nothingMade, SET_UP_STEPS, type SetUpMade } from './plan-set-up.ts';
import { askedBefore, stepsMade } from './set-up-view.ts';

const sids = { outgoing: '1', incoming: '2', status: '3' };
const complete: SetUpMade = {
  accountSid: 'AC1',
  apiKeySid: 'SK1',
  serviceSid: 'ZS1',
  functionSids: sids,
  versions: { sids, sources: 'v1' },
  build: { sid: 'ZB1', sources: 'v1', completed: true },
  environment: { sid: 'ZE1', domainName: 'a.twil.io' },
  variables: { LATCHKEY_CALLER_ID: '+15125550100', LATCHKEY_IDENTITY: 'latchkey_desk', LATCHKEY_FALLBACK_NUMBER: '' },
  deployedBuildSid: 'ZB1',
  application: { sid: 'AP1', domainName: 'a.twil.io' },
  number: {
    sid: 'PN1',
    before: { voiceUrl: '', voiceMethod: 'POST', voiceApplicationSid: '', trunkSid: '' },
    domainName: 'a.twil.io',
    pointed: true,
  },
};
const now = { sources: 'v1', secretKept: true };
const waiting = (made: SetUpMade, facts = now) =>
  stepsMade(made, facts)
    .filter(({ state }) => state === 'waiting')
    .map(({ step }) => step);

test('nothing made is every step to do, in order; all made is none', () => {
  expect(waiting(nothingMade)).toEqual(SET_UP_STEPS);
  expect(waiting(complete)).toEqual([]);
});

test('a key whose secret went with the process is to do again, and so is what a new version brings', () => {
  expect(waiting(complete, { ...now, secretKept: false })).toEqual(['api-key']);
  expect(waiting(complete, { ...now, sources: 'v2' })).toEqual(['versions', 'build', 'deployment']);
});

test('what was asked for is read out of what was made', () => {
  expect(askedBefore(complete)).toMatchObject({
    accountSid: 'AC1',
    numberSid: 'PN1',
    callerId: '+15125550100',
    identity: 'latchkey_desk',
    fallbackNumber: null,
  });
  expect(askedBefore(nothingMade)).toMatchObject({ callerId: '', fallbackNumber: null });
});
