import { expect, it } from 'vitest';
import { PhoneNumber } from '../../domain/lead/phone-number.ts';
import { defaultSettings } from '../../domain/settings/settings.ts';
import { planIncoming, planOutgoing } from './plan-telephone.ts';

const own = PhoneNumber.parse('+15125550143');
const settings = { ...defaultSettings, ownPhones: [own] };
const request = { callId: 'call-1', appVersion: '0.1.0' };

it('plans a call to an own phone with its permit', () => {
  const plan = planOutgoing({ ...request, written: '(512) 555-0143', wallMs: 1000 }, settings);
  expect(plan).toMatchObject({
    ok: true,
    value: { line: 'telephone', direction: 'outgoing', number: own, permit: { callId: 'call-1', number: own } },
  });
});

it.each([
  ['512 555 0199', 'dial-denied'],
  ['555', 'refused'],
  ['', 'refused'],
])('refuses %j', (written, kind) => {
  expect(planOutgoing({ ...request, written, wallMs: 0 }, settings)).toMatchObject({ ok: false, failure: { kind } });
});

it.each([
  ['+15125550143', 'Your own phone', '+15125550143'],
  ['+15125550199', '(512) 555-0199', '+15125550199'],
  ['anonymous', 'Unknown caller', ''],
])('names a caller from %s', (from, leadName, number) => {
  expect(planIncoming({ ...request, from }, settings)).toMatchObject({
    leadName,
    number,
    direction: 'incoming',
    answeredBy: 'human',
  });
});
