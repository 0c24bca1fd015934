import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { endChild } from './end-child.ts';

const childWith = (pid: number | undefined) => Object.assign(new EventEmitter(), { pid });

it('ends a child that runs at once', () => {
  const killed: number[] = [];
  endChild(childWith(7), (pid) => killed.push(pid));
  expect(killed).toEqual([7]);
});

it('ends a child that is still being started as soon as it runs', () => {
  const killed: number[] = [];
  const child = childWith(undefined);
  endChild(child, (pid) => killed.push(pid));
  expect(killed).toEqual([]);
  child.pid = 7;
  child.emit('spawn');
  expect(killed).toEqual([7]);
});

it('takes it for done where the child has just ended by itself', () => {
  const noSuchProcess = () => {
    throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' });
  };
  expect(() => endChild(childWith(7), noSuchProcess)).not.toThrow();
});
