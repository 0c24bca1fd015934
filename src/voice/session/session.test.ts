import { describe, expect, it } from 'vitest';
import { stageSession, WORD_SAMPLES } from '../testing/session-stage.ts';

const WORD_MS = WORD_SAMPLES / 16;
const OPENER = 'Hi, this is Joe, an AI. May I ask something?';

async function afterOpener(script: Parameters<typeof stageSession>[0] = {}) {
  const call = stageSession(script);
  call.session.begin();
  await call.caller.says('Hello?');
  await call.clock.advance(4_000);
  return call;
}

describe('the opening', () => {
  it('answers the caller’s hello with who we are', async () => {
    const call = await afterOpener();
    expect(call.turns().map(({ side, text }) => `${side}: ${text}`)).toEqual(['caller: Hello?', `agent: ${OPENER}`]);
    expect(call.exchanges).toMatchObject([
      { turnId: expect.any(String) as string, callerText: 'Hello?', agentText: OPENER, interrupted: false },
    ]);
    expect(call.told('latency.measured')).toHaveLength(1);
    expect(call.spoke).toEqual([{ agent: 'conversation', reason: 'opener' }]);
  });

  it('speaks first where the caller picks up and says nothing', async () => {
    const call = stageSession();
    call.session.begin();
    await call.clock.advance(1_100);
    expect(call.audibleMs()).toBe(0);
    await call.clock.advance(4_000);
    expect(call.turns()[0]).toMatchObject({ side: 'agent', text: OPENER, interrupted: false });
  });

  it('says again who calls, before the reply, where the caller talked over it', async () => {
    const call = stageSession();
    call.session.begin();
    await call.clock.advance(1_200 + 2 * WORD_MS);
    call.caller.startsTalking();
    call.caller.words('Wait who is this');
    await call.clock.advance(100);
    await call.caller.says('Wait who is this?');
    await call.clock.advance(4_000);
    const spoken = call.turns().filter(({ side }) => side === 'agent');
    expect(spoken[0]).toMatchObject({ interrupted: true });
    expect(spoken[1]?.text).toBe('Hi, this is Joe, an AI. I see.');
  });

  it('is somebody’s on record, too, where the caller talks over it twice', async () => {
    const call = stageSession();
    call.session.begin();
    await call.clock.advance(1_200 + 2 * WORD_MS);
    for (const said of ['Wait who is this?', 'Stop stop stop.']) {
      call.caller.startsTalking();
      call.caller.words(said);
      await call.clock.advance(300);
      await call.caller.says(said);
      await call.clock.advance(3 * WORD_MS);
    }
    call.caller.startsTalking();
    call.caller.words('Wait');
    await call.clock.advance(300);
    const spoken = call.turns().filter(({ side }) => side === 'agent');
    expect(spoken).toMatchObject(spoken.map(() => ({ interrupted: true, agent: 'conversation' })));
    expect(spoken.length).toBeGreaterThan(1);
  });

  it.each([
    ["Don't call me again.", 'Understood. Goodbye.'],
    ['Take me off your list.', 'Understood. Goodbye.'],
  ])('is left out where the first words are %j', async (said, answer) => {
    const call = stageSession({ [said]: [{ type: 'text', text: answer }] });
    call.session.begin();
    await call.caller.says(said);
    await call.clock.advance(2_000);
    expect(call.turns().at(-1)).toMatchObject({ side: 'agent', text: answer });
  });

  it('is not said to an answering machine, nor is anything else', async () => {
    const greeting = "You've reached the Millers. Leave a message after the tone.";
    const call = stageSession({ [greeting]: [{ type: 'hangUp', reason: 'voicemail' }] });
    call.session.begin();
    await call.caller.says(greeting);
    await call.clock.advance(3_000);
    expect(call.told('hangUp.requested')).toEqual([{ callId: 'call-1', reason: 'voicemail' }]);
    expect(call.audibleMs()).toBe(0);
  });

  it('is not said again before the answer to who cut in on it with "stop calling me"', async () => {
    const call = stageSession({ 'Stop calling me.': [{ type: 'text', text: 'Understood. Goodbye.' }] });
    call.session.begin();
    await call.clock.advance(1_200 + 2 * WORD_MS);
    call.caller.startsTalking();
    call.caller.words('Stop calling');
    await call.clock.advance(100);
    await call.caller.says('Stop calling me.');
    await call.clock.advance(2_000);
    expect(call.turns().at(-1)).toMatchObject({ side: 'agent', text: 'Understood. Goodbye.' });
  });

  it('comes back with the bridging words after it was lost in the middle of the call', async () => {
    const call = stageSession({}, { resumed: true });
    call.session.begin();
    await call.clock.advance(2_000);
    expect(call.turns()).toMatchObject([{ side: 'agent', text: 'Sorry, I am back.' }]);
  });
});

describe('who calls', () => {
  it('is said where the call was lost before anybody knew', async () => {
    const call = stageSession({}, { resumed: true, openerUnheard: true });
    call.session.begin();
    await call.clock.advance(2 * WORD_MS);
    call.caller.startsTalking();
    call.caller.words('Hello');
    await call.clock.advance(100);
    await call.caller.says('Hello? Who is this?');
    await call.clock.advance(4_000);
    const spoken = call.turns().filter(({ side }) => side === 'agent');
    expect(spoken[0]).toMatchObject({ interrupted: true, source: 'opener' });
    expect(spoken[1]?.text).toBe('Hi, this is Joe, an AI. I see.');
  });

  it('is not said twice where the human began the call and hands it back', async () => {
    const call = stageSession({}, { handler: 'human' });
    call.session.begin();
    await call.clock.advance(500);
    call.switchboard.setHandler('human');
    call.switchboard.setHandler('agent');
    await call.clock.advance(3_000);
    await call.caller.says('Fine.');
    await call.clock.advance(3_000);
    const spoken = call.turns().filter(({ side }) => side === 'agent');
    expect(spoken.map(({ text }) => text)).toEqual(['I am taking over again.', 'I see.']);
  });
});

describe('a turn', () => {
  it('is answered, recorded and remembered as it was heard', async () => {
    const call = await afterOpener({
      'How much?': [
        { type: 'agent', agent: 'conversation', reason: 'question' },
        { type: 'text', text: 'Good question. Ask the agent.' },
      ],
    });
    await call.caller.says('How much?');
    await call.clock.advance(3_000);
    expect(call.turns().slice(2)).toMatchObject([
      { side: 'caller', text: 'How much?' },
      { side: 'agent', text: 'Good question. Ask the agent.', interrupted: false, agent: 'conversation' },
    ]);
    expect(call.exchanges.at(-1)).toMatchObject({
      callerText: 'How much?',
      agentText: 'Good question. Ask the agent.',
    });
  });

  it('that goes on throws the prepared reply away, and nobody heard any of it', async () => {
    const call = await afterOpener();
    const audible = call.audibleMs();
    call.caller.startsTalking(800);
    call.caller.words('We bought it and');
    await call.clock.advance(200);
    call.caller.startsTalking(1_000);
    await call.clock.advance(500);
    expect(call.audibleMs()).toBe(audible);
    expect(call.exchanges).toHaveLength(1);
  });

  it('that interrupts us leaves on record only the words that went out', async () => {
    const call = await afterOpener({
      'Tell me.': [{ type: 'text', text: 'One two three four five six seven eight.' }],
    });
    await call.caller.says('Tell me.');
    await call.clock.advance(3 * WORD_MS + 20);
    call.caller.startsTalking();
    call.caller.words('Stop');
    await call.clock.advance(400);
    const last = call.turns().at(-1);
    expect(last).toMatchObject({ side: 'agent', interrupted: true });
    expect('One two three four five six seven eight.'.startsWith(last?.text ?? 'x')).toBe(true);
    expect(last?.text.split(' ').length).toBeLessThan(6);
    expect(call.exchanges.at(-1)).toMatchObject({ interrupted: true, agentText: last?.text });
    expect(call.told('caller.bargedIn')).toHaveLength(1);
    const audible = call.audibleMs();
    await call.clock.advance(1_000);
    expect(call.audibleMs()).toBe(audible);
  });

  it.each([
    [2, true],
    [6, false],
  ])('that goes on after %i words of ours is one turn: %s; on record is what was heard', async (words, goesOn) => {
    const call = await afterOpener({
      'Pardon, a bit louder.': [{ type: 'text', text: 'One two three four five six seven eight.' }],
    });
    await call.caller.says('Pardon, a bit louder.');
    await call.clock.advance(words * WORD_MS);
    call.caller.startsTalking();
    call.caller.words('Wait, please');
    await call.clock.advance(400);
    await call.caller.says('Wait, please.');
    await call.clock.advance(2_000);
    expect(call.turns().slice(2)).toMatchObject([
      { side: 'caller', text: 'Pardon, a bit louder.' },
      { side: 'agent', interrupted: true },
      { side: 'caller', text: 'Wait, please.' },
      { side: 'agent', text: 'I see.', interrupted: false },
    ]);
    expect(call.exchanges.slice(1)).toMatchObject([
      { callerText: 'Pardon, a bit louder.', interrupted: true, callerGoesOn: goesOn },
      { callerText: 'Wait, please.', interrupted: false },
    ]);
  });

  it('expects the answer to its question once that was said, however many clauses come before', async () => {
    const call = await afterOpener({
      'We want to sell.': [
        { type: 'text', text: 'Got it. Thanks for telling me that. Which area would that be?' },
        { type: 'expects', field: 'address' },
      ],
    });
    await call.caller.says('We want to sell.');
    await call.clock.advance(4_000);
    expect(call.expected).toEqual(['anything', 'address']);
  });

  it('that interrupts us is listened to without hurry', async () => {
    const call = await afterOpener({
      'Tell me.': [{ type: 'text', text: 'One two three four five six seven eight.' }],
    });
    await call.caller.says('Tell me.');
    await call.clock.advance(3 * WORD_MS + 20);
    expect(call.hurried.at(-1)).toBe(true);
    call.caller.startsTalking();
    call.caller.words('Stop');
    await call.clock.advance(20);
    expect(call.hurried.at(-1)).toBe(false);
  });

  it('is answered even where the one before could not be remembered', async () => {
    const call = await afterOpener();
    const { heard } = call.thought;
    call.thought.heard = () => Promise.reject(new Error('a defect'));
    await call.caller.says('How much?');
    await call.clock.advance(1_500);
    call.thought.heard = heard;
    await call.caller.says('When would that be?');
    await call.clock.advance(1_500);
    expect(call.turns().at(-1)).toMatchObject({ side: 'agent', text: 'I see.' });
    expect(call.exchanges.at(-1)).toMatchObject({ callerText: 'When would that be?' });
  });

  it('that interrupts a rehearsed reply does not hide that the model broke off', async () => {
    const failure = { kind: 'language-model-failed', detail: 'terminated' } as const;
    const call = await afterOpener({
      'Tell me.': [
        { type: 'degraded', failure },
        { type: 'text', text: 'One two three four five six seven eight.' },
      ],
    });
    await call.caller.says('Tell me.');
    await call.clock.advance(3 * WORD_MS + 20);
    call.caller.startsTalking();
    call.caller.words('Stop');
    await call.clock.advance(400);
    expect(call.told('part.degraded')).toEqual([{ callId: 'call-1', failure }]);
  });

  it('asks to hang up only after the goodbye was heard', async () => {
    const call = await afterOpener({
      'Bye.': [
        { type: 'text', text: 'Goodbye then.' },
        { type: 'hangUp', reason: 'goodbye' },
      ],
    });
    await call.caller.says('Bye.');
    expect(call.told('hangUp.requested')).toEqual([]);
    await call.clock.advance(1_500);
    expect(call.told('hangUp.requested')).toEqual([{ callId: 'call-1', reason: 'goodbye' }]);
  });

  it('speaks up into a long silence', async () => {
    const call = await afterOpener();
    await call.clock.advance(10_000);
    expect(call.asked).toEqual(['']);
  });

  it('speaks up into a long silence that began with a cough', async () => {
    const call = await afterOpener();
    await call.caller.coughs();
    await call.clock.advance(10_000);
    expect(call.asked).toEqual(['']);
  });

  it('speaks up soon where a noise cut us off, and nobody wanted the floor', async () => {
    const call = await afterOpener({
      'Tell me.': [{ type: 'text', text: 'One two three four five six seven eight.' }],
    });
    await call.caller.says('Tell me.');
    await call.clock.advance(3 * WORD_MS);
    call.caller.startsTalking(64);
    call.caller.startsTalking(704);
    await call.clock.advance(300);
    expect(call.turns().at(-1)).toMatchObject({ side: 'agent', interrupted: true });
    await call.caller.coughs();
    await call.clock.advance(1_500);
    expect(call.asked).toEqual(['Tell me.', '']);
  });

  it('whose answer breaks off leaves the floor to the caller, and the long silence is still answered', async () => {
    const call = stageSession(
      { 'How much?': [{ type: 'text', text: 'Good question. Ask kaputt.' }] },
      { breaksAt: 'kaputt' },
    );
    call.session.begin();
    await call.caller.says('Hello?');
    await call.clock.advance(4_000);
    await call.caller.says('How much?');
    await call.clock.advance(3_000);
    expect(call.turns().at(-1)).toMatchObject({ side: 'agent', text: 'Good question.' });
    expect(call.told('floor.changed').at(-1)).toMatchObject({ floor: 'waiting' });
    await call.clock.advance(10_000);
    expect(call.asked).toEqual(['How much?', '']);
  });
});

describe('a reply that comes to nothing', () => {
  const ask = async (script: Parameters<typeof stageSession>[0], breaksAt?: string) => {
    const call = stageSession(script, breaksAt === undefined ? {} : { breaksAt });
    call.session.begin();
    await call.caller.says('Hello?');
    await call.clock.advance(4_000);
    await call.caller.says('How much?');
    await call.clock.advance(3_000);
    return call;
  };

  it('because the voice fails at once is not tried again for the same words, and these are on record', async () => {
    const call = await ask({ 'How much?': [{ type: 'text', text: 'All kaputt.' }] }, 'kaputt');
    for (const silentMs of [2_000, 2_032, 2_064]) {
      call.caller.staysSilent(silentMs);
      await call.clock.advance(32);
    }
    expect(call.asked).toEqual(['How much?']);
    expect(call.turns().at(-1)).toMatchObject({ side: 'caller', text: 'How much?' });
    expect(call.told('floor.changed').at(-1)).toMatchObject({ floor: 'waiting' });
  });

  it('because the mind breaks in the middle leaves the floor to the caller', async () => {
    function* breaking() {
      yield { type: 'text', text: 'Good question. Ask ' } as const;
      throw new Error('a defect');
    }
    const call = await ask({ 'How much?': breaking() });
    expect(call.turns().at(-1)).toMatchObject({ side: 'agent', text: 'Good question.', interrupted: false });
    expect(call.told('floor.changed').at(-1)).toMatchObject({ floor: 'waiting' });
  });
});

describe('the human at the desk', () => {
  it('takes over: the agent is silent, and says nothing until it is handed back', async () => {
    const call = await afterOpener({
      'Tell me.': [{ type: 'text', text: 'One two three four five six seven eight.' }],
    });
    await call.caller.says('Tell me.');
    await call.clock.advance(2 * WORD_MS);
    call.switchboard.setHandler('human');
    await call.clock.advance(100);
    const audible = call.audibleMs();
    await call.caller.says('Who am I talking to now?');
    await call.clock.advance(3_000);
    expect(call.audibleMs()).toBe(audible);
    expect(call.overheard).toMatchObject([{ side: 'caller', text: 'Who am I talking to now?' }]);
    call.switchboard.setHandler('agent');
    await call.clock.advance(3_000);
    expect(call.turns().at(-1)).toMatchObject({ side: 'agent', text: 'I am taking over again.' });
  });

  it('leaves no half sentence out of the conversation when the call changes hands', async () => {
    const call = await afterOpener();
    call.caller.startsTalking(800);
    call.caller.words('I would rather talk to');
    call.switchboard.setHandler('human');
    await call.clock.advance(100);
    call.human.says({ type: 'voiceHeard', voicedMs: 400, atSample: call.switchboard.position });
    call.human.says({ type: 'wordsRecognised', text: 'Joe goes on from here', final: false });
    call.switchboard.setHandler('agent');
    await call.clock.advance(100);
    expect(call.overheard).toMatchObject([
      { side: 'caller', text: 'I would rather talk to' },
      { side: 'human', text: 'Joe goes on from here' },
    ]);
  });

  it('who takes over before we have said a word is not spoken over, nor does the agent try', async () => {
    const call = stageSession();
    call.session.begin();
    await call.clock.advance(300);
    call.switchboard.setHandler('human');
    await call.clock.advance(5_000);
    call.switchboard.setHandler('agent');
    await call.clock.advance(1_500);
    expect(call.exchanges.filter(({ agentText }) => agentText === '')).toEqual([]);
  });
});

describe('the end', () => {
  it('is the end: a change of hands that comes late opens no mouth', async () => {
    const call = await afterOpener();
    const audible = call.audibleMs();
    void call.session.end();
    call.switchboard.setHandler('human');
    call.switchboard.setHandler('agent');
    await call.clock.advance(3_000);
    expect(call.audibleMs()).toBe(audible);
  });

  it('puts what was being said on record, and settles', async () => {
    const call = await afterOpener({
      'Tell me.': [{ type: 'text', text: 'One two three four five six seven eight.' }],
    });
    await call.caller.says('Tell me.');
    await call.clock.advance(4 * WORD_MS);
    const ended = call.session.end();
    await call.clock.advance(500);
    await ended;
    expect(call.turns().at(-1)).toMatchObject({ side: 'agent', interrupted: true });
  });
});
