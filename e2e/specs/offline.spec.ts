import { expect, test } from '@playwright/test';
import { launchApp } from '../launch/launch-app.ts';
import { callPage } from '../pages/call-page.ts';
import { historyPage } from '../pages/history-page.ts';

/** Where a call may look: our own files and recordings, and Ollama on this machine. */
const OURS = /^(file:|devtools:|blob:|data:|latchkey-recording:|http:\/\/127\.0\.0\.1[:/])/;

type Heard = { asked: string[] };

test('a whole call without a network: it works, and nothing asks for anything outside this machine', async () => {
  // No name can be resolved and no other machine can be reached, by Chromium or by Node.
  const latchkey = await launchApp({
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--proxy-server=http://127.0.0.1:9'],
    env: { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' },
  });
  const { app, screen } = latchkey;
  await app.evaluate(({ session }) => {
    const heard: Heard = { asked: [] };
    Object.assign(globalThis, { heard });
    session.defaultSession.webRequest.onBeforeRequest((request, answer) => {
      heard.asked.push(request.url);
      answer({});
    });
    // Main loads models and asks Ollama with its own fetch.
    const ask = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      heard.asked.push(input instanceof Request ? input.url : String(input));
      return ask(input, init);
    };
  });
  await screen.reload();
  const call = callPage(screen);
  await call.placePracticeCall('Short and friendly');
  await call.hears('caller', /minute/i, 90_000);
  await call.hasEnded();
  await call.openInHistory();
  await historyPage(screen).hasRecording();
  await expect.poll(async () => (await historyPage(screen).sound()).duration).toBeGreaterThan(5);

  const asked = await app.evaluate(() => (globalThis as unknown as { heard: Heard }).heard.asked);
  expect(
    asked.some((url) => url.includes('screen/index.html')),
    'requests were seen at all',
  ).toBe(true);
  expect(asked.filter((url) => !OURS.test(url))).toEqual([]);
  expect(latchkey.complaints()).toEqual([]);
  await latchkey.close();
});
