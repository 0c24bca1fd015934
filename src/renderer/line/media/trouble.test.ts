import { expect, test } from 'vitest';
import { createTrouble } from './trouble.ts';

const missing = { kind: 'microphone-missing' } as const;
const denied = { kind: 'microphone-denied' } as const;

test.each([
  ['that is met in two calls is told in both', [missing, missing], ['+missing', '+missing']],
  ['that is over is told once', [missing, null, null], ['+missing', '-missing']],
  ['in place of other trouble ends that', [missing, denied, null], ['+missing', '-missing', '+denied', '-denied']],
  ['that never was is not told of', [null], []],
])('trouble %s', (_, course, told) => {
  const heard: string[] = [];
  const short = ({ kind }: { kind: string }) => kind.replace('microphone-', '');
  const tell = createTrouble({
    degraded: (failure) => heard.push(`+${short(failure)}`),
    recovered: (failure) => heard.push(`-${short(failure)}`),
  });
  course.forEach(tell);
  expect(heard).toEqual(told);
});
