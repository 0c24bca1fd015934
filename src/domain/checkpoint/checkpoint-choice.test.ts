import { expect, it } from 'vitest';
import {
  addressTrouble,
  CheckpointChoice,
  redisOf,
  serverAddress,
  serverAt,
  splitSecret,
  withSecret,
} from './checkpoint-choice.ts';

it.each([
  ['redis', 'redis://127.0.0.1:6379', null],
  ['redis', 'rediss://me@cache.example.com/0', null],
  ['redis', 'http://127.0.0.1:6379', /such as redis:/],
  ['redis', '127.0.0.1:6379', /such as redis:/],
  ['redis', 'redis://127.0.0.1/3', /database 0/],
  ['postgres', 'postgresql://me@127.0.0.1:5432/calls?sslmode=require', null],
  ['postgres', 'postgres://127.0.0.1/calls', null],
  ['postgres', 'postgres://127.0.0.1', /Name the database/],
  ['postgres', 'redis://127.0.0.1', /such as postgresql:/],
] as const)('%s at %s', (kind, address, says) => {
  if (says === null) expect(addressTrouble(kind, address)).toBeNull();
  else expect(addressTrouble(kind, address)).toMatch(says);
  expect(serverAddress(kind).safeParse(address).success).toBe(says === null);
});

it.each([
  ['redis://:s%3Acret@host:6379', 'redis://host:6379', 's:cret'],
  ['postgresql://me:p%40ss@host/calls', 'postgresql://me@host/calls', 'p@ss'],
  // Written as it is, and not as an address would have it.
  ['redis://:100%@host', 'redis://host', '100%'],
  [
    'postgresql://me@host/calls?password=hidden&sslmode=require',
    'postgresql://me@host/calls?sslmode=require',
    'hidden',
  ],
])('parts %s from its password, and puts it back', (address, url, password) => {
  expect(splitSecret(address)).toEqual({ url, password });
  expect(splitSecret(withSecret(url, password))).toEqual({ url, password });
});

it('leaves an address without a password as it was written', () => {
  expect(splitSecret('postgresql://me@HOST/calls')).toEqual({ url: 'postgresql://me@HOST/calls', password: null });
  expect(withSecret('redis://host', null)).toBe('redis://host');
});

it.each(['redis://:secret@host', 'redis://host?password=secret'])(
  'keeps no password with the settings: %s',
  (address) => {
    const refused = serverAddress('redis').safeParse(address);
    expect(refused.error?.message).toMatch(/keychain/);
    expect(refused.error?.message).not.toContain('secret');
  },
);

it('names a server without its user and password', () => {
  expect(serverAt('postgres', 'postgresql://me:secret@db.example.com/calls')).toBe('db.example.com:5432');
  expect(serverAt('redis', 'redis://:secret@[::1]:7000')).toBe('[::1]:7000');
});

it('hands out the Redis that was chosen', () => {
  expect(redisOf(CheckpointChoice.parse({ kind: 'redis', url: 'redis://:a@host' }))).toEqual({
    url: 'redis://:a@host',
  });
  expect(redisOf({ kind: 'disk' })).toBeNull();
});
