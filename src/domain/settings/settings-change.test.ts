import { expect, it } from 'vitest';
import { SettingsChange } from './settings.ts';

it('changes only what is named, and refuses what there is not', () => {
  expect(SettingsChange.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  expect(SettingsChange.safeParse({ theme: 'green' }).success).toBe(false);
  expect(SettingsChange.safeParse({ colour: 'dark' }).success).toBe(false);
});
