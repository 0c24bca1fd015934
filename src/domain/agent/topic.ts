import { z } from 'zod';
import type { ExpectedAnswer } from '../floor/floor-fact.ts';

/** What the agent asks for. The order is the same for every lead (fair housing: same questions, same order). */
export const Topic = z.enum([
  'goodTime',
  'goal',
  'propertyType',
  'area',
  'timing',
  'price',
  'represented',
  'callBack',
  'callBackTime',
  'endCall',
  'phoneNumber',
  'email',
  'address',
]);
export type Topic = z.infer<typeof Topic>;

/** The questions of the conversation, in order; `callBackTime` follows only where a call back is wanted, `endCall` is for the angry. */
export const agenda: readonly Topic[] = ['goal', 'propertyType', 'area', 'timing', 'price', 'represented', 'callBack'];

export const expectedAnswer: Readonly<Record<Topic, ExpectedAnswer>> = {
  goodTime: 'yes-or-no',
  goal: 'choice',
  propertyType: 'choice',
  area: 'address',
  timing: 'date',
  price: 'number',
  represented: 'yes-or-no',
  callBack: 'yes-or-no',
  callBackTime: 'date',
  endCall: 'yes-or-no',
  phoneNumber: 'phone-number',
  email: 'email',
  address: 'address',
};
