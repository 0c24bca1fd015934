import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { PhoneNumber } from '../lead/phone-number.ts';
import { askToDropVoicemail, type DropVoicemail, type VoicemailDropPermit } from './voicemail-drop.ts';
import * as gate from './voicemail-drop.ts';

const messageSha256 = 'ab'.repeat(32);
const request = { callId: 'c1', number: PhoneNumber.parse('+15125550143'), messageSha256 };

describe('the gate for messages to machines', () => {
  it('refuses every message, and says by which rules', () => {
    const answer = askToDropVoicemail(request);
    expect(answer).toMatchObject({ ok: false, failure: { rules: ['C1', 'C16'] } });
    expect(!answer.ok && answer.failure.reason).toMatch(/written consent.*toll-free/);
  });

  it('gives the only permits there can be: no literal passes for one, and no schema makes one', () => {
    const written = { ...request, ruleVersion: '1', expiresAtWallMs: Infinity };
    expectTypeOf(written).not.toExtend<VoicemailDropPermit>();
    expectTypeOf<{ type: 'dropVoicemail'; callId: string }>().not.toExtend<DropVoicemail>();
    expect(Object.keys(gate)).toEqual(['askToDropVoicemail']);
  });

  it('is cast to by nobody', () => {
    const root = new URL('../../', import.meta.url).pathname;
    const forgers = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .filter((file) => /\bas (?:unknown as )?VoicemailDropPermit\b/.test(readFileSync(join(root, file), 'utf8')));
    expect(forgers).toEqual([]);
  });
});
