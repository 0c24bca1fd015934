import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { createOllamaAdmin, type PullProgress } from './ollama-admin.ts';
import { type Answers, type OllamaDouble, startOllamaDouble, tags } from './testing/ollama-double.ts';

let double: OllamaDouble | undefined;
afterEach(async () => {
  await double?.close();
  double = undefined;
});
async function adminOn(answers: Answers) {
  double = await startOllamaDouble(answers);
  const clock = createFakeClock();
  return { double, clock, admin: createOllamaAdmin({ url: double.url, clock }) };
}

describe('what the server has', () => {
  it('tells its version and its models, leaving out those that cannot talk', async () => {
    const { admin } = await adminOn({
      '/api/version': (reply) => reply.json({ version: '0.17.4' }),
      '/api/tags': (reply) =>
        reply.json({
          models: [...tags('smollm2:latest').models, { name: 'embed:latest', size: 5, capabilities: ['embedding'] }],
        }),
    });
    expect(await admin.getVersion()).toEqual({ ok: true, value: '0.17.4' });
    expect(await admin.listModels()).toEqual({
      ok: true,
      value: [{ name: 'smollm2:latest', sizeBytes: 98_000_000, parameters: '135M', quantization: 'Q4_1' }],
    });
  });

  it('refuses an answer of another shape', async () => {
    const { admin } = await adminOn({ '/api/tags': (reply) => reply.json({ models: [{ nom: 'm' }] }) });
    expect(await admin.listModels()).toMatchObject({ ok: false, failure: { kind: 'language-model-failed' } });
  });

  it('does not take somebody else’s page for a missing model', async () => {
    const { admin } = await adminOn({});
    expect(await admin.getVersion()).toMatchObject({ ok: false, failure: { kind: 'language-model-failed' } });
  });
});

describe('loading a model', () => {
  const pulling = async (answers: Answers, signal = new AbortController().signal) => {
    const { admin, double, clock } = await adminOn(answers);
    const progress: PullProgress[] = [];
    return {
      done: admin.pull('smollm2', { signal, onProgress: (step) => progress.push(step) }),
      progress,
      double,
      clock,
    };
  };

  it('tells how far it is', async () => {
    const { done, progress } = await pulling({
      '/api/pull': (reply) =>
        reply
          .lines(
            { status: 'pulling manifest' },
            { status: 'pulling 0a', total: 10, completed: 4 },
            { status: 'pulling 0a', total: 10, completed: 10 },
            { status: 'success' },
          )
          .end(),
    });
    expect(await done).toEqual({ ok: true, value: null });
    expect(progress.map(({ doneBytes, totalBytes }) => [doneBytes, totalBytes])).toEqual([
      [0, 0],
      [4, 10],
      [10, 10],
      [0, 0],
    ]);
  });

  it('says what the server said when it could not', async () => {
    const { done } = await pulling({
      '/api/pull': (reply) =>
        reply.lines({ status: 'pulling manifest' }, { error: 'pull model manifest: file does not exist' }).end(),
    });
    expect(await done).toEqual({
      ok: false,
      failure: { kind: 'download-failed', what: 'smollm2', detail: 'pull model manifest: file does not exist' },
    });
  });

  it('can be cancelled', async () => {
    const control = new AbortController();
    const { done, double } = await pulling(
      { '/api/pull': (reply) => void reply.lines({ status: 'pulling 0a', total: 10, completed: 4 }) },
      control.signal,
    );
    await double.arrived(1);
    control.abort();
    expect(await done).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    await double.requests[0]!.closed;
  });

  it('notices when nothing comes any more', async () => {
    const { done, progress, clock } = await pulling({
      '/api/pull': (reply) => void reply.lines({ status: 'pulling 0a', total: 10, completed: 4 }),
    });
    await expect.poll(() => progress.length).toBe(1);
    await clock.advance(60_000);
    expect(await done).toMatchObject({
      ok: false,
      failure: { kind: 'download-failed', detail: 'nothing came for 60 s' },
    });
  });
});
