import { describe, expect, it } from 'vitest';
import { parsePrompt } from './parse-prompt.ts';

const good = `---
version: 3
about: What is asked for.
inputs: [convey]
---
({convey}
One short sentence.)

No question.
`;
const parse = (source: string) => parsePrompt('conversation', source, 'conversation.md');

describe('a prompt file', () => {
  it('is a version and a text, unwrapped but for its paragraphs', () => {
    expect(parse(good)).toEqual({
      ok: true,
      value: { version: '3', text: '({convey} One short sentence.)\n\nNo question.' },
    });
    expect(parse(good.replaceAll('\n', '\r\n'))).toEqual(parse(good));
  });

  it.each([
    ['without front matter', 'Be nice.\n', 1, 'front matter'],
    ['whose front matter is not closed', '---\nversion: 1\n', 1, 'front matter'],
    ['with broken front matter', good.replace('What is asked for.', '[a'), 4, ''],
    ['without a version', good.replace('version: 3\n', ''), 1, 'version'],
    ['with a version that is none', good.replace('version: 3', 'version: [3]'), 2, 'version'],
    ['with a key that nobody reads', good.replace('about:', 'temperature: 2\nabout:'), 3, 'temperature'],
    ['with an input that nothing fills', good.replace('[convey]', '[convey, mood]'), 4, 'mood'],
    ['that lacks an input', good.replace('[convey]', '[]'), 4, 'convey is missing'],
    ['with a place that is no input', good.replace('No question', 'No {mood}'), 9, '{mood}'],
    ['that does not use an input', good.replace('{convey}', ''), 6, 'nowhere'],
    ['without text', good.slice(0, good.indexOf('({')), 6, 'no text'],
    ['that is too long to read in a call', good + 'more '.repeat(500), 6, 'longer'],
  ])('%s is refused with its line', (...[_what, source, line, detail]) => {
    const parsed = parse(source);
    expect(parsed).toMatchObject({ ok: false, failure: { kind: 'prompt-invalid', file: 'conversation.md', line } });
    expect(!parsed.ok && parsed.failure).toHaveProperty('detail', expect.stringContaining(detail));
  });
});
