import type { EdgeCall } from '../doubles/twilio-edge/edge-call.ts';
import { launchTelephoneApp, startTwilio, type TelephoneApp, type Twilio } from '../launch/launch-telephone-app.ts';
import { readNewestRecord } from '../launch/read-record.ts';
import { callPage } from '../pages/call-page.ts';
import { arrivedSince, isLoud, rest, wallNow } from './line-figures.ts';

// What only the whole app can show: its voice process killed in a call, and whispers that nobody else may hear.

const OWN_PHONE = '+15125550143';
const OPENING_MS = 60_000;
const LOOK_MS = 100;
const WHISPER_GAP_MS = 200;
/** Said while the agent has the call: it breaks a silence by itself only after eight seconds. */
const WHISPERS_TO_AGENT = 3;
/** Longer than any pause inside a sentence. */
const PAUSE_MS = 800;

async function until(met: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  const latestMs = wallNow() + withinMs;
  while (wallNow() < latestMs) {
    if (await met()) return true;
    await rest(LOOK_MS);
  }
  return false;
}

/** A call to the own phone whose opener is over. */
async function callThatIsOpen(twilio: Twilio): Promise<{ phone: TelephoneApp; far: EdgeCall }> {
  const phone = await launchTelephoneApp({ twilio, settings: { ownPhones: [OWN_PHONE] } });
  await phone.setUp();
  const far = await phone.callOwnPhone();
  const conversation = () => callPage(phone.latchkey.screen).conversation();
  const isOpen = async () => (await conversation()).some(({ side, final }) => side === 'agent' && final);
  if (!(await until(isOpen, OPENING_MS))) throw new Error('The agent did not open the call.');
  return { phone, far };
}

async function hangUp({ latchkey }: TelephoneApp): Promise<void> {
  await callPage(latchkey.screen).hangUp();
  await callPage(latchkey.screen).hasEnded();
}

/** Kills the voice process of one fresh app in a call: how long until the far end hears the bridging sentence, and the agent again, ms. */
async function loseVoice(twilio: Twilio): Promise<{ bridge: number; again: number }> {
  const { phone, far } = await callThatIsOpen(twilio);
  const conversation = () => callPage(phone.latchkey.screen).conversation();
  const voice = await phone.latchkey.processOf('voice');
  // So that nothing of the opener is on its way any more.
  await rest(PAUSE_MS);
  const killedMs = wallNow();
  process.kill(voice, 'SIGKILL');
  await until(async () => (await conversation()).some(({ text }) => text.includes("Sorry, I'm back")), 20_000);
  await rest(PAUSE_MS);
  await hangUp(phone);
  const loud = arrivedSince(far, killedMs).filter(isLoud);
  const bridgeAt = loud[0]?.atMs ?? Infinity;
  const turn = readNewestRecord(phone.latchkey.dataFolder).turns.find(({ source }) => source === 'bridge');
  const bridgeMs = turn ? turn.endedMs - turn.startedMs : Infinity;
  const againAt = loud.find(({ atMs }) => atMs > bridgeAt + bridgeMs + LOOK_MS)?.atMs ?? Infinity;
  await phone.close();
  return { bridge: bridgeAt - killedMs, again: againAt - killedMs };
}

/** So many voice processes killed, each the first of its app: a second one within a minute is started later on purpose. */
export async function loseVoices(count: number) {
  const twilio = await startTwilio();
  const lost = [];
  for (let i = 0; i < count; i++) lost.push(await loseVoice(twilio));
  await twilio.stop();
  return { bridge: lost.map(({ bridge }) => bridge), again: lost.map(({ again }) => again) };
}

/**
 * Whispers to the agent, some while it has the call and is silent, most while a muted human has it and the caller talks,
 * so that the machine suggests words as well. Answers how many frames the far end heard of anything meanwhile.
 */
export async function whisperUnheard(count: number) {
  const twilio = await startTwilio();
  const { phone, far } = await callThatIsOpen(twilio);
  const { screen } = phone.latchkey;
  const opener = far
    .received()
    .filter(isLoud)
    .map(({ pcm }) => pcm);
  const field = screen.getByPlaceholder(/^Whisper to the agent/);
  const whisper = async (times: number) => {
    for (let i = 0; i < times; i++) {
      await field.fill(`ask about the roof number ${i}`);
      await field.press('Enter');
      await rest(WHISPER_GAP_MS);
    }
    await rest(PAUSE_MS);
  };
  await rest(PAUSE_MS);
  const toAgentMs = wallNow();
  await whisper(WHISPERS_TO_AGENT);
  const toAgent = arrivedSince(far, toAgentMs);

  await callPage(screen).takeOver();
  await callPage(screen).humanIsLive();
  await screen.getByRole('button', { name: 'Mute' }).click();
  await callPage(screen).says('You are muted');
  far.playLoop(Int16Array.from(opener.flatMap((pcm) => [...pcm])));
  await rest(PAUSE_MS);
  const besideHumanMs = wallNow();
  await whisper(count - WHISPERS_TO_AGENT);
  const besideHuman = arrivedSince(far, besideHumanMs);
  await hangUp(phone);
  const given = readNewestRecord(phone.latchkey.dataFolder).whispers.length;
  await phone.close();
  await twilio.stop();
  const frames = [...toAgent, ...besideHuman];
  return { given, frames: frames.length, leaked: frames.filter(isLoud).length };
}
