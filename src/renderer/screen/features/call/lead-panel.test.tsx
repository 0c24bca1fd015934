// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { scoreOf } from '../../../../domain/agent/qualification/score.ts';
import { LeadPanel } from './lead-panel.tsx';

afterEach(cleanup);

const said = 'We want to sell our condo.';
const qualification = scoreOf(
  [
    { slot: 'goal', value: 'sell', quote: said, turnId: 't1', confidence: 0.9 },
    { slot: 'propertyType', value: 'condo', quote: said, turnId: 't1', confidence: 0.9 },
  ],
  [said],
);

test('every fact stands with the sentence that proves it, and the score with how it moved', () => {
  render(<LeadPanel snapshot={{ qualification, scoreBefore: 0.5, objections: [] }} />);
  const facts = screen.getByRole('list', { name: 'What is known about the lead' });
  expect(facts.textContent).toContain('Wants to sell +18');
  expect(facts.querySelectorAll('q')[0]?.textContent).toBe(said);
  expect(screen.getByRole('heading').textContent).toContain('27 of 100');
  expect(screen.getByRole('status').textContent).toBe('Not qualified yet, down from 50');
});

test('what the rubric calls something is said in words, and almost qualified is not the threshold', () => {
  const goal = { slot: 'goal', value: 'none', quote: said, turnId: 't1', confidence: 0.9 } as const;
  const { rerender } = render(
    <LeadPanel snapshot={{ qualification: scoreOf([goal], [said]), scoreBefore: 0, objections: [] }} />,
  );
  expect(screen.getByRole('list').textContent).toContain('Wants to neither sell nor buy');
  expect(screen.getByRole('status').textContent).toBe('Not qualified yet');
  rerender(
    <LeadPanel snapshot={{ qualification: { ...qualification, score: 0.698 }, scoreBefore: 0.29, objections: [] }} />,
  );
  expect(screen.getByRole('heading').textContent).toContain('69 of 100');
  expect(screen.getByRole('status').textContent).toBe('Not qualified yet, up from 29');
});

test('before anything is known it says what will stand there', () => {
  render(<LeadPanel snapshot={{ qualification: null, scoreBefore: 0, objections: [] }} />);
  expect(screen.getByText(/appears here, with their words/)).toBeTruthy();
  expect(screen.queryByRole('list')).toBeNull();
});

test('an objection stands with the words it was put in, and what became of it', () => {
  const quote = 'Just send me an e-mail.';
  const objections = [{ kind: 'sendEmail', turnId: 't2', quote, outcome: 'followedUp' } as const];
  render(<LeadPanel snapshot={{ qualification: null, scoreBefore: 0, objections }} />);
  const list = screen.getByRole('list', { name: 'Objections' });
  expect(list.textContent).toBe(`Wants an e-mail answered, and asked one thing more${quote}`);
});
