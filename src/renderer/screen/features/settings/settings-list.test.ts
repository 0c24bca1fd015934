import { expect, test } from 'vitest';
import { defaultSettings } from '../../../../domain/settings/settings.ts';
import { accelerator } from './accelerator.ts';
import { SETTING_GROUPS, searchSettings } from './setting-list.ts';
import { settingTrouble } from './setting-trouble.ts';

test('everything that can be set is on the screen', () => {
  const shown = SETTING_GROUPS.flatMap((group) => group.settings.map((setting) => setting.key));
  expect([...shown, 'firstRunDone', 'redisUrl', 'postgresUrl'].sort()).toEqual(Object.keys(defaultSettings).sort());
});

test('the search finds by any word of group, name and help', () => {
  expect(searchSettings('wav').flatMap((group) => group.settings.map((setting) => setting.key))).toEqual([
    'microphoneFile',
  ]);
  expect(searchSettings('AI introduces').flatMap((group) => group.settings.map((setting) => setting.key))).toEqual([
    'agentName',
  ]);
  expect(searchSettings('xyzzy')).toEqual([]);
});

test.each([
  ['brokerage', '', 'Fill this in.'],
  ['agentName', 'x'.repeat(41), 'At most 40 characters.'],
  ['ollamaUrl', 'ftp://here', 'Write an address such as http://127.0.0.1:11434.'],
  ['brokerage', 'Keystone', null],
] as const)('%s = %s: %s', (key, value, says) => {
  expect(settingTrouble(key, value)).toBe(says);
});

const pressed = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>>) =>
  accelerator({
    key,
    code: `Key${key.toUpperCase()}`,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...held,
  });

test('a combination needs a modifier that is not Shift alone', () => {
  expect(pressed('t', {})).toBeNull();
  expect(pressed('T', { shiftKey: true })).toBeNull();
  expect(pressed('Control', { ctrlKey: true })).toBeNull();
  expect(pressed('T', { ctrlKey: true, shiftKey: true })).toBe('CommandOrControl+Shift+T');
  expect(pressed('F9', { altKey: true })).toBe('Alt+F9');
  expect(pressed(' ', { metaKey: true })).toBe('CommandOrControl+Space');
});
