import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PhoneNumber } from '../lead/phone-number.ts';
import { askToDial } from './ask-to-dial.ts';
import { DialPermit, PERMIT_MS, permitStands } from './dial-permit.ts';

const mine = PhoneNumber.parse('+15125550143');
const other = PhoneNumber.parse('+15125550199');
const known = { ownPhones: [mine], wallMs: 1_000_000 };

describe('the gate', () => {
  it('permits a call to an own phone, for a minute, and for that call alone', () => {
    const answer = askToDial({ callId: 'c1', number: mine }, known);
    if (!answer.ok) throw new Error('denied');
    const permit = answer.value;
    expect(permit).toMatchObject({ callId: 'c1', number: mine, basis: 'own-phone' });
    const { wallMs } = known;
    expect(permitStands(permit, { callId: 'c1', wallMs: wallMs + PERMIT_MS - 1 })).toBe(true);
    expect(permitStands(permit, { callId: 'c1', wallMs: wallMs + PERMIT_MS })).toBe(false);
    expect(permitStands(permit, { callId: 'c2', wallMs })).toBe(false);
  });

  it.each([[[]], [[mine]]])('denies any other number (own phones: %j)', (ownPhones) => {
    expect(askToDial({ callId: 'c1', number: other }, { ...known, ownPhones })).toMatchObject({
      ok: false,
      failure: { kind: 'dial-denied', rule: 'own-phones' },
    });
  });

  it('gives permits that survive a process boundary, and nothing else passes for one', () => {
    const answer = askToDial({ callId: 'c1', number: mine }, known);
    expect(DialPermit.safeParse(structuredClone(answer.ok && answer.value)).success).toBe(true);
    expect(DialPermit.safeParse({ callId: 'c1', number: mine }).success).toBe(false);
  });
});

it('is the only place that makes a permit', () => {
  const root = new URL('../../', import.meta.url).pathname;
  const makers = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.includes('testing/'))
    .filter((file) =>
      /DialPermit\.(?:safeP|p)arse|as DialPermit|: DialPermit = /.test(readFileSync(join(root, file), 'utf8')),
    );
  expect(makers.sort()).toEqual(['domain/compliance/ask-to-dial.ts']);
});
