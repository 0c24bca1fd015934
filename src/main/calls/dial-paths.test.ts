import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../../base/log.ts';
import { createPortPair } from '../../base/port.ts';
import { ok } from '../../base/result.ts';
import type { Contract } from '../../contract/define.ts';
import { lineContract } from '../../contract/line.ts';
import { practiceContract } from '../../contract/practice.ts';
import { screenContract } from '../../contract/screen.ts';
import { storeContract } from '../../contract/store.ts';
import { voiceContract } from '../../contract/voice.ts';
import { connect } from '../../contract/wire.ts';
import { permitStands, PERMIT_MS, type DialPermit } from '../../domain/compliance/dial-permit.ts';
import { PhoneNumber } from '../../domain/lead/phone-number.ts';
import { defaultSettings } from '../../domain/settings/settings.ts';
import { createMemorySettings } from '../settings/settings-store.ts';
import { createScriptedSoftphone } from '../testing/scripted-softphone.ts';

// Nothing dials without the gate's permit. Every path there is stands here by name: whoever adds one has to come by.

const root = new URL('../../', import.meta.url).pathname;
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\.d\.ts$|(?:^|\/)testing\//.test(file))
  .map((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true, kind) };
  });

/** The files in which such a thing stands in the code; comments and words in strings do not count. */
function filesWith(isOne: (node: ts.Node) => boolean): string[] {
  const has = (node: ts.Node): boolean =>
    isOne(node) || (ts.forEachChild(node, (child) => has(child) || undefined) ?? false);
  const found = sources.filter(({ tree }) => has(tree));
  return found.map(({ file }) => file).sort();
}

const isText = (text: string) => (node: ts.Node) => ts.isStringLiteralLike(node) && node.text === text;
const isTyped = (type: string) => (node: ts.Node) =>
  ts.isObjectLiteralExpression(node) &&
  node.properties.some(
    (property) =>
      ts.isPropertyAssignment(property) && property.name.getText() === 'type' && isText(type)(property.initializer),
  );
const isCallOf = (name: string) => (node: ts.Node) =>
  ts.isCallExpression(node) && node.expression.getText().replaceAll(/\s/g, '').endsWith(name);

describe('in the source', () => {
  it.each<[string, (node: ts.Node) => boolean, string[]]>([
    [
      'a screen asks for a call',
      isText('call.start'),
      [
        'contract/screen.ts',
        'main/calls/serve-screen.ts',
        'renderer/screen/bridge/use-dial.ts',
        'renderer/screen/features/telephone/use-test-call.ts',
      ],
    ],
    [
      'main begins a call',
      isTyped('callRequested'),
      [
        'domain/call/offer-call.ts',
        'domain/call/prepare-call.ts',
        // Writes down a conversation that was held in text: there is no line in it.
        'headless/eval/text-record.ts',
        'main/calls/start-telephone.ts',
        'main/softphone.ts',
      ],
    ],
    ['a call is planned', isCallOf('planOutgoing'), ['main/calls/start-telephone.ts']],
    ['the gate is asked', isCallOf('askToDial'), ['main/calls/plan-telephone.ts', 'main/softphone.ts']],
    [
      'the line is told to dial',
      isText('call.dial'),
      ['contract/line-side.ts', 'contract/line.ts', 'main/calls/perform-commands.ts', 'main/calls/softphone-hosts.ts'],
    ],
    [
      'something is dialled',
      isTyped('dial'),
      [
        'contract/line-side.ts',
        'domain/audio/exchange.ts',
        'domain/call/prepare-call.ts',
        'renderer/line/telephony/twilio-line.ts',
      ],
    ],
    ['the carrier is called', isCallOf('telephone.connect'), ['renderer/line/telephony/twilio-line.ts']],
    [
      'the carrier’s client is opened',
      (node) => ts.isNewExpression(node) && node.expression.getText() === 'Device',
      ['renderer/line/telephony/telephone.ts'],
    ],
    [
      'the carrier’s client connects',
      (node) => isCallOf('.connect')(node) && node.getText().includes('params'),
      // The second reaches the echo, and nobody: see below.
      ['renderer/line/telephony/telephone.ts', 'renderer/line/telephony/test-device.ts'],
    ],
    ['the carrier’s own test is run', isCallOf('Device.runPreflight'), ['renderer/line/telephony/test-connection.ts']],
    ['the carrier’s server is asked to call', isCallOf('calls.create'), []],
    [
      'a permit is made',
      (node) => isCallOf('DialPermit.parse')(node) || isCallOf('DialPermit.safeParse')(node),
      ['domain/compliance/ask-to-dial.ts'],
    ],
    [
      'something is said to be a permit',
      (node) => ts.isAsExpression(node) && node.type.getText().includes('Permit'),
      [],
    ],
  ])('%s in these places, and nowhere else', (_, isOne, places) => {
    expect(filesWith(isOne)).toEqual(places);
  });

  it('the test of the connection asks the carrier for the echo alone, and can name no number', () => {
    const { text } = sources.find(({ file }) => file === 'renderer/line/telephony/test-device.ts')!;
    expect(text).toContain("const ECHO = { Purpose: 'connection-test' };");
    expect(text).toContain('super.connect({ ...options, params: ECHO })');
  });

  it('the line looks at the permit before it calls the carrier', () => {
    const { text } = sources.find(({ file }) => file === 'renderer/line/telephony/twilio-line.ts')!;
    const [before = '', between = ''] = text.split('telephone.connect(')[0]!.split('!permitStands(');
    expect(before).toMatch(/async function invite/);
    expect(between).toMatch(/^to\.permit, [\s\S]*return;/);
    expect(between).not.toMatch(/function/);
  });
});

describe('in the contracts', () => {
  const contracts: Record<string, Contract> = {
    screenContract,
    lineContract,
    voiceContract,
    practiceContract,
    storeContract,
  };
  /** Names of fields, at any depth, that whom to call could hide in. */
  const fieldsOf = (schema: unknown): string[] =>
    JSON.stringify(schema).match(/"(?:\w*[nN]umber\w*|\w*[pP]hones?|permit|to)":\{/g) ?? [];
  const asking = Object.entries(contracts).flatMap(([contract, calls]) =>
    Object.entries(calls).flatMap(([name, spec]) => {
      if (spec.kind !== 'call') return [];
      const input = z.toJSONSchema(spec.input, { unrepresentable: 'any', io: 'input' });
      return fieldsOf(input).length > 0 ? [`${contract} ${name}`] : [];
    }),
  );

  it('these calls take a number, and of them only two lead to a dial', () => {
    expect(asking.sort()).toEqual([
      'lineContract call.dial',
      'screenContract call.start',
      'screenContract settings.set',
      'screenContract telephone.setUp',
      ...['cancel', 'commit', 'find', 'free', 'hold'].map((wish) => `storeContract calendar.${wish}`),
      'storeContract fact.append',
      'voiceContract call.prepare',
    ]);
  });

  const permit = {
    callId: 'c1',
    number: '+15125550143',
    mode: 'agent-speaks',
    basis: 'own-phone',
    ruleVersion: '1',
    expiresAtWallMs: 1,
  };
  const { input } = lineContract['call.dial'];
  const dial = (change: object) => ({
    callId: 'c1',
    to: { line: 'telephone', permit: { ...permit, ...change }, detectMachines: false },
  });

  it('the line takes a whole permit', () => {
    expect(input.safeParse(dial({})).success).toBe(true);
  });

  it.each<[string, unknown]>([
    ['none', { callId: 'c1', to: { line: 'telephone', detectMachines: false } }],
    [
      'a number in its place',
      { callId: 'c1', to: { line: 'telephone', number: '+15125550143', detectMachines: false } },
    ],
    ['another word for the line', { callId: 'c1', to: { line: 'sip', permit, detectMachines: false } }],
    ['no call', dial({ callId: '' })],
    ['a short number', dial({ number: '911' })],
    ['a number of two', dial({ number: '+15125550143,+15125550199' })],
    ['a number with an extension', dial({ number: '+15125550143;ext=1' })],
    ['an address', dial({ number: 'sip:somebody@example.com' })],
    ['an unknown mode', dial({ mode: 'anything' })],
    ['an unknown basis', dial({ basis: 'because' })],
    ['no end', dial({ expiresAtWallMs: null })],
    ['an endless end', dial({ expiresAtWallMs: Infinity })],
    ['a word more', dial({ alsoCall: '+15125550199' })],
  ])('the line refuses a permit with %s', (_, asked) => {
    expect(input.safeParse(asked).success).toBe(false);
  });

  it('a permit stands for its own call, and for a minute', () => {
    const mine = { ...permit, expiresAtWallMs: 1_000 + PERMIT_MS } as unknown as DialPermit;
    expect(permitStands(mine, { callId: 'c1', wallMs: 1_000 })).toBe(true);
    expect(permitStands(mine, { callId: 'c2', wallMs: 1_000 })).toBe(false);
    expect(permitStands(mine, { callId: 'c1', wallMs: 1_000 + PERMIT_MS })).toBe(false);
  });
});

const own = PhoneNumber.parse('+15125550143');
const HOUR = 3_600_000;

async function openDesk(ownPhones: readonly string[]) {
  const settings = createMemorySettings({
    ...defaultSettings,
    ownPhones: ownPhones.map((phone) => PhoneNumber.parse(phone)),
  });
  const phone = createScriptedSoftphone(settings, {
    isSetUp: () => true,
    account: () => null,
    mint: () => ok({ token: 'token', expiresAtWallMs: phone.clock.wallTime() + HOUR }),
  });
  const [ours, mains] = createPortPair();
  phone.softphone.attachScreen(mains);
  const screen = connect(ours, screenContract, { clock: phone.clock, log: silentLog, part: 'main' });
  const dialled: unknown[] = [];
  phone.line.answer({
    'call.dial': ({ to }) => {
      dialled.push(to);
      return ok(null);
    },
  });
  await phone.clock.advance(10);
  phone.line.emit('telephone.changed', { state: 'ready', edge: 'ashburn' });
  await phone.clock.advance(10);
  return { ...phone, screen, dialled };
}

describe('in the running application', () => {
  it.each(['512 555 0143', '+1 (512) 555-0143', '1-512-555-0143', '011 1 512 555 0143', ' +15125550143 '])(
    'an own phone is called as the gate has it, however it is written: %j',
    async (number) => {
      const { screen, dialled, clock } = await openDesk([own]);
      expect(await screen.call('call.start', { number })).toMatchObject({ ok: true });
      await clock.advance(2_000);
      expect(dialled).toMatchObject([{ line: 'telephone', permit: { number: own } }]);
    },
  );

  it.each([
    '512 555 0199',
    '+15125550199',
    '512 555 0143 ext 5',
    '+15125550143,,911',
    '+15125550143;ext=911',
    '+15125550143 / +15125550199',
    'tel:+15125550199',
    'sip:somebody@example.com',
    'client:somebody',
    '911',
    '112',
    '999',
    '411',
    '12345',
    '+1911',
    '900 555 0143',
    '',
  ])('nothing is dialled for %j, and the line hears nothing of it', async (number) => {
    const { screen, line, dialled, softphone, clock } = await openDesk([own]);
    expect(await screen.call('call.start', { number })).toMatchObject({ ok: false });
    await clock.advance(60_000);
    expect([...dialled, ...line.asked.filter((name) => name.startsWith('call.'))]).toEqual([]);
    expect(softphone.snapshot().phase).toBe('idle');
  });

  it.each(['+19005550143', '+19115550143', '+18005550143', '+1911911', '+442079460018'])(
    'nothing is dialled for %s, though somebody entered it as a phone of their own',
    async (number) => {
      const { screen, dialled, clock } = await openDesk([number]);
      expect(await screen.call('call.start', { number })).toMatchObject({ ok: false });
      await clock.advance(60_000);
      expect(dialled).toEqual([]);
    },
  );

  it('a phone that is not one’s own any more is not called, though the permit was given before', async () => {
    const { screen, dialled, clock, voice, softphone } = await openDesk([own]);
    const bridge = { text: 'One moment.', pcm: new Int16Array(1) };
    let prepared = () => {};
    voice.answer({
      'call.prepare': () =>
        new Promise((resolve) => {
          prepared = () => resolve(ok({ voiceId: 'joe', languageModel: null, openerMs: 1, bridge }));
        }),
    });
    expect(await screen.call('call.start', { number: own })).toMatchObject({ ok: true });
    await clock.advance(10);
    expect(await screen.call('settings.set', { ownPhones: [] })).toMatchObject({ ok: true });
    prepared();
    await clock.advance(5_000);
    expect(dialled).toEqual([]);
    expect(softphone.snapshot()).toMatchObject({
      phase: 'ended',
      endReason: 'failed',
      degraded: [{ kind: 'dial-denied' }],
    });
  });

  it('calling again asks the gate again', async () => {
    const { screen, dialled, clock, line, softphone } = await openDesk([own]);
    await screen.call('call.start', { number: own });
    await clock.advance(2_000);
    const callId = softphone.snapshot().callId ?? '';
    line.emit('call.ended', { callId, reason: 'not-answered', lineMs: 0, recordedMs: 0 });
    await clock.advance(5_000);
    await screen.call('settings.set', { ownPhones: [] });
    expect(await screen.call('call.start', { number: own })).toMatchObject({
      ok: false,
      failure: { kind: 'dial-denied' },
    });
    expect(dialled).toHaveLength(1);
  });

  it('whoever called is not called back without the gate, and practice dials no number', async () => {
    const { screen, dialled, clock, line, live } = await openDesk([own]);
    line.emit('call.offered', { callId: 'CA1', from: '+15125550199', to: 'client:desk' });
    await clock.advance(10);
    line.emit('call.ended', { callId: 'CA1', reason: 'missed', lineMs: 0, recordedMs: 0 });
    await clock.advance(5_000);
    expect(await screen.call('call.start', { number: '+15125550199' })).toMatchObject({ ok: false });
    await live();
    await clock.advance(2_000);
    expect(dialled).toEqual([{ line: 'practice' }]);
  });
});
