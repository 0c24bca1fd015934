import { describe, expect, it } from 'vitest';
import { answerWhisper, whisperedOrder } from './whispered-order.ts';

describe('a whisper that code understands', () => {
  it.each([
    ['ask about the roof', { type: 'askAbout', what: 'the roof' }],
    ['Ask her about the garden.', { type: 'askAbout', what: 'the garden' }],
    ['ask about the budget', { type: 'ask', topic: 'price' }],
    ['ask when they want to move', { type: 'ask', topic: 'timing' }],
    ['ask if he has an agent', { type: 'ask', topic: 'represented' }],
    ['ask about the area', { type: 'ask', topic: 'area' }],
    ['offer a call back', { type: 'ask', topic: 'callBack' }],
    ['offer to call her back', { type: 'ask', topic: 'callBack' }],
    ['say we are open on Sunday', { type: 'say', text: 'we are open on Sunday.' }],
    ['Say: “We are open on Sunday!”', { type: 'say', text: 'We are open on Sunday!' }],
    ['"Is Tuesday fine?"', { type: 'say', text: 'Is Tuesday fine?' }],
    ['wrap up', { type: 'wrapUp' }],
    ['end the call, please', undefined],
    ['End the call', { type: 'wrapUp' }],
    ['say goodbye', { type: 'wrapUp' }],
    ['be a little warmer', undefined],
    ['ask nicely', undefined],
    ['say', undefined],
  ])('%j', (note, order) => {
    expect(whisperedOrder(note)).toEqual(order);
  });
});

describe('what is answered to a whisper', () => {
  it.each([
    ['ask about the roof', false, 'waiting'],
    ['be a little warmer', true, 'waiting'],
    ['be a little warmer', false, 'not-understood'],
    ['say your house is worth a lot', false, 'forbidden'],
    ['say I am a human', true, 'forbidden'],
    ['ask about the schools', true, 'forbidden'],
    ['say our commission is two percent', true, 'forbidden'],
  ] as const)('%j with a language model: %s', (text, hasLanguageModel, answer) => {
    expect(answerWhisper({ text }, hasLanguageModel)).toBe(answer);
  });
});
