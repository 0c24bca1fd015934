import type { LineToVoice, VoiceToLine } from '../../domain/audio/audio-message.ts';
import type { FloorStatus, Handler } from '../../domain/call/call-id.ts';
import type { Failure } from '../../domain/failure.ts';
import type { FloorAct } from '../../domain/floor/floor-act.ts';
import type { ExpectedAnswer, FloorFact } from '../../domain/floor/floor-fact.ts';
import { giveFloorToAgent, startFloor, takeTurn } from '../../domain/floor/take-turn.ts';
import { createUtterance } from './caller-utterance.ts';
import { createClosing } from './closing.ts';
import { floorStatusOf } from './floor-status.ts';
import { createLatencyMeter } from './latency-meter.ts';
import { createLineClock } from './line-clock.ts';
import { createOpening } from './opening.ts';
import { createOverhearing } from './overhear.ts';
import { createReplies, type Saying } from './replies.ts';
import { DUCKED_GAIN, FALSE_ALARM_MS, LONG_SILENCE_MS, type Session, type SessionDeps } from './session-deps.ts';

/**
 * One call's conversation: where hearing, the floor, thinking and speaking meet, and the only place that owns a speech
 * and may abort it. It decides nothing: whose turn it is comes from `takeTurn`, what to say from the mind.
 */
export function createSession(deps: SessionDeps): Session {
  const { callId, thought, hearing, audio, clock, log, tell, newId } = deps;
  const line = createLineClock(clock);
  const meter = createLatencyMeter(line);
  const closing = createClosing({ callId, thought, tell, clock, log });
  const replies = createReplies({ thought, mouth: deps.mouth, audio, newId, meter, settled: closing.settled });
  const opening = createOpening(deps);
  const caller = createUtterance({ callId, side: 'caller', newId, tell });
  const human = createUtterance({ callId, side: 'human', newId, tell });
  let floor = startFloor();
  let saying: Saying | undefined;
  let handler: Handler = deps.handler;
  let over = false;
  let hangingUp = false;
  let cutOff = false;
  let shown: FloorStatus | undefined;
  let duckedAt: number | undefined;
  let expected: ExpectedAnswer | undefined;
  let cancelSilence = () => {};

  const post = (message: VoiceToLine) => audio.post(message);
  const callerEar = hearing.open((fact) => {
    // After the end the last words are only written down.
    if (over) caller.noticed(fact);
    else if (handler === 'agent') tellFloor(fact);
    else overhearCaller(fact);
  });
  const humanEar = hearing.open((fact) => (over ? human.noticed(fact) : overhearHuman(fact)));
  const overhearCaller = createOverhearing(
    caller,
    () => callerEar,
    (text) => closing.overheard('caller', text),
  );
  const overhearHuman = createOverhearing(
    human,
    () => humanEar,
    (text) => closing.overheard('human', text),
  );

  function show(): void {
    const status = floorStatusOf(floor, {
      handler,
      preparing: saying !== undefined,
      voiced: caller.startedSample !== undefined,
    });
    if (status === shown) return;
    shown = status;
    tell('floor.changed', { callId, floor: status });
  }

  function tellFloor(fact: FloorFact): void {
    if (fact.type === 'voiceHeard') {
      cancelSilence();
      meter.clear(['silenceSeenMs', 'recognisedMs', 'decidedMs']);
    }
    if (fact.type === 'silenceHeard') meter.mark('silenceSeenMs');
    caller.noticed(fact);
    if (fact.type === 'wordsRecognised') warmUp(fact);
    decide(fact);
    show();
  }

  function decide(fact: FloorFact): void {
    const step = takeTurn(floor, fact);
    floor = step.state;
    for (const act of step.acts) perform(act);
  }

  let warming = new AbortController();
  function warmUp(fact: { text: string; final: boolean }): void {
    if (fact.final) {
      meter.mark('recognisedMs');
      warming.abort();
    } else if (floor.holder.who === 'caller' && fact.text) {
      if (warming.signal.aborted) warming = new AbortController();
      thought.warm(fact.text, warming.signal);
    }
  }

  function dropSaying(): void {
    if (!saying) return;
    const { speech } = saying;
    speech.abort();
    if (speech.delivering) post({ type: 'hush', speechId: speech.speechId });
    saying = undefined;
    meter.clear(['firstWordMs', 'firstSoundMs', 'decidedMs']);
  }

  function think(text: string): void {
    dropSaying();
    cutOff = false;
    meter.clear(['firstWordMs', 'firstSoundMs', 'decidedMs']);
    saying = opening.isDue() ? opening.asReply(replies, text) : replies.toCaller(text, opening.again(text));
  }

  function speak(): void {
    if (!saying) return;
    const mine = saying;
    meter.mark('decidedMs');
    post({ type: 'gain', gain: 1 });
    void mine.speech
      .deliver()
      .catch(brokeOff)
      .then((failure) => {
        if (failure) tell('part.degraded', { callId, failure });
        // Nothing to say, or a voice that broke before its first sound: the floor must not stay with nobody.
        if (saying === mine && mine.speech.sent === 0) ended(mine);
      });
  }

  /** A mind or a voice that throws has a defect; the call goes on. */
  function brokeOff(error: unknown): Failure {
    log.error('a speech broke off', { callId, error: String(error) });
    return { kind: 'engine-failed', engine: 'reply', detail: 'it broke off' };
  }

  /** `byCaller`: they spoke over us; else the call changed hands or ended. */
  function hush(byCaller: boolean): void {
    const mine = saying;
    saying = undefined;
    post({ type: 'gain', gain: 1 });
    if (!mine) return;
    cutOff = byCaller;
    mine.speech.abort();
    callerEar.hurry(false);
    post({ type: 'hush', speechId: mine.speech.speechId });
    opening.interrupted(mine);
    closing.interrupt(mine, { line, callerStartedSample: byCaller ? caller.startedSample : undefined, duckedAt });
    duckedAt = undefined;
  }

  function perform(act: FloorAct): void {
    switch (act.type) {
      case 'think':
        return think(act.text);
      case 'speak':
        return speak();
      case 'drop':
        return dropSaying();
      case 'duck':
        duckedAt = line.lineMs();
        return post({ type: 'gain', gain: DUCKED_GAIN });
      case 'resume':
        duckedAt = undefined;
        return post({ type: 'gain', gain: 1 });
      case 'hush':
        return hush(true);
      case 'forget':
        caller.finish();
        caller.forget();
        callerEar.forget();
        // A sound that was nothing has ended the wait for the caller, and must not leave both sides waiting.
        if (floor.holder.who === 'caller') awaitCaller(cutOff ? FALSE_ALARM_MS : LONG_SILENCE_MS);
    }
  }

  /** Says something that answers nobody: the opener, the bridge, a word into a long silence. */
  function volunteer(next: Saying): void {
    dropSaying();
    saying = next;
    floor = giveFloorToAgent(floor);
    speak();
    show();
  }

  function sounding(mine: Saying): void {
    const { speech, notes } = mine;
    const answered = speech.callerText !== '' && caller.startedSample !== undefined;
    closing.began(mine, answered ? meter.split(caller.lastVoicedSample, speech.soundingSince ?? 0) : undefined);
    meter.clear(['silenceSeenMs', 'recognisedMs', 'decidedMs', 'firstWordMs', 'firstSoundMs']);
    callerEar.hurry(true);
    expect(notes.expects);
    tellFloor({ type: 'speechSounding', speechId: speech.speechId });
  }

  function expect(field: ExpectedAnswer): void {
    if (field === expected) return;
    expected = field;
    callerEar.expect(field);
  }

  function ended(mine: Saying): void {
    saying = undefined;
    closing.finish(mine);
    opening.heard(mine);
    callerEar.hurry(false);
    const { speechId, soundingSince } = mine.speech;
    // What a reply without a sound answered is dealt with all the same, or it would be answered again at once, for ever.
    if (soundingSince === undefined) decide({ type: 'speechSounding', speechId });
    tellFloor({ type: 'speechEnded', speechId });
    hangingUp = mine.notes.hangUp !== undefined;
    if (mine.notes.hangUp !== undefined) tell('hangUp.requested', { callId, reason: mine.notes.hangUp });
    else awaitCaller();
  }

  function awaitCaller(ms: number = LONG_SILENCE_MS): void {
    cancelSilence();
    cancelSilence = clock.after(ms, () => {
      cutOff = false;
      if (handler === 'agent' && !saying && caller.startedSample === undefined)
        volunteer(replies.toCaller('', opening.again('')));
    });
  }

  function reported(message: Extract<LineToVoice, { type: 'played' | 'finished' | 'hushed' }>): void {
    closing.report(message);
    if (saying?.speech.speechId !== message.speechId) return;
    const mine = saying;
    if (mine.speech.report(message.samples, message.atSample)) sounding(mine);
    if (mine.speech.soundingSince !== undefined) {
      closing.caption(mine);
      // The question comes last, and is not yet known when the first words sound.
      expect(mine.notes.expects);
    }
    if (message.type === 'finished') ended(mine);
  }

  function setHandler(next: Handler): void {
    // A change of hands may still be on its way when main ends the call.
    if (over || next === handler) return;
    handler = next;
    cancelSilence();
    const answered = saying?.speech.callerText;
    if (saying) hush(false);
    floor = startFloor();
    expected = undefined;
    const said = caller.finish();
    if (said && said !== answered) closing.overheard('caller', said);
    caller.forget();
    callerEar.forget();
    if (next === 'agent') {
      const spoken = human.finish();
      if (spoken) closing.overheard('human', spoken);
      human.forget();
      const { text, agent } = thought.bridge('handed-back');
      volunteer(replies.fixed({ text, agent, callerText: '' }, 'bridge'));
    }
    show();
  }

  audio.onMessage((raw) => {
    const message = raw as LineToVoice;
    switch (message.type) {
      case 'heard':
        line.frameArrived(message.seq);
        return callerEar.hear(message);
      case 'spoken':
        return humanEar.hear(message);
      case 'handler':
        return setHandler(message.handler);
      case 'played':
      case 'finished':
      case 'hushed':
        return reported(message);
    }
  });

  return {
    begin() {
      show();
      if (handler === 'agent')
        opening.begin({
          replies,
          volunteer,
          // Whoever has the call opens it.
          callerSpoke: () =>
            hangingUp || handler !== 'agent' || caller.startedSample !== undefined || saying !== undefined,
        });
    },
    setHandler,
    async end() {
      over = true;
      cancelSilence();
      opening.end();
      if (saying) hush(false);
      await Promise.all([callerEar.flush(), humanEar.flush()]);
      caller.finish();
      human.finish();
      callerEar.close();
      humanEar.close();
      warming.abort();
      await closing.settled();
    },
  };
}
