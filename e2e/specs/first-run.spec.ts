import { expect, test } from '@playwright/test';
import { launchApp, USUAL_SETTINGS, type LaunchedApp } from '../launch/launch-app.ts';
import { callPage } from '../pages/call-page.ts';
import { screenPage } from '../pages/screen-page.ts';
import { setUpPage } from '../pages/set-up-page.ts';

// A machine on which Latchkey has never been started; its models are there, Ollama is not.

test.describe.configure({ mode: 'serial' });

let latchkey: LaunchedApp;
test.beforeAll(async () => {
  latchkey = await launchApp({ settings: { ...USUAL_SETTINGS, firstRunDone: false } });
});
test.afterAll(() => latchkey.close());

test('the first start shows what is there, what is not, and what to do about it', async () => {
  const setUp = setUpPage(latchkey.screen);
  await setUp.isOpen();
  await setUp.isDone('Models for hearing and speaking');
  await setUp.isToDo('Language model');
  await setUp.says('Language model', 'Ollama not found');
  await setUp.says('Language model', 'https://ollama.com/download');
  await setUp.says('Language model', /uses rehearsed replies/);
  await setUp.isToDo('Practice call');
  await setUp.checkSound();
  await setUp.says('Sound', /Heard you|Very quiet/);
});

test('it can be left, and taken up again where it was, also after a reload', async () => {
  const { screen } = latchkey;
  await setUpPage(screen).leave();
  await screenPage(screen).shows('Call');
  await screenPage(screen).reload();
  await screenPage(screen).shows('Call');
  await screen.getByRole('link', { name: 'Continue set-up' }).click();
  await setUpPage(screen).isOpen();
  await setUpPage(screen).isDone('Models for hearing and speaking');
});

test('the first practice call is placed from it, and ends it', async () => {
  const { screen } = latchkey;
  await setUpPage(screen).placeFirstCall();
  await screenPage(screen).shows('Call');
  await callPage(screen).isLive(90_000);
  await callPage(screen).hears('caller', /\w+/);
  await callPage(screen).hangUp();
  await callPage(screen).hasEnded();
  await callPage(screen).putAway();
  await expect(screen.getByRole('link', { name: 'Continue set-up' })).toHaveCount(0);
  await expect(screen.getByRole('link', { name: 'Set-up' })).toHaveCount(0);
});

test('no page complained', () => {
  expect(latchkey.complaints()).toEqual([]);
});
