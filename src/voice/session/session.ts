import { keysIn } from '../../domain/agent/pressed-keys.ts';
import type { LineToVoice, VoiceToLine } from '../../domain/audio/audio-message.ts';
import type { Whisper, WhisperAnswer } from '../../domain/agent/whisper.ts';
import { samplesToMs } from '../../domain/audio/pcm.ts';
import type { FloorStatus, Handler } from '../../domain/call/call-id.ts';
import type { Failure } from '../../domain/failure.ts';
import type { FloorAct } from '../../domain/floor/floor-act.ts';
import type { FloorFact } from '../../domain/floor/floor-fact.ts';
import { giveFloorToAgent, startFloor, takeTurn } from '../../domain/floor/take-turn.ts';
import { createClosing } from './closing.ts';
import { createCoach } from './coach.ts';
import { floorStatusOf } from './floor-status.ts';
import { createKeysHeard } from './keys-heard.ts';
import { createLatencyMeter } from './latency-meter.ts';
import { createLineClock } from './line-clock.ts';
import { createOpening } from './opening.ts';
import { createReplies, NOBODY, type Saying } from './replies.ts';
import { DUCKED_GAIN, type Session, type SessionDeps } from './session-deps.ts';
import { createSide } from './side.ts';
import { createWaiting } from './waiting.ts';
import { createWarmUp } from './warm-up.ts';
import { createWhispers } from './whispers.ts';

/**
 * One call's conversation: where hearing, the floor, thinking and speaking meet, and the only place that owns a speech
 * and may abort it. It decides nothing: whose turn it is comes from `takeTurn`, what to say from the mind.
 */
export function createSession(deps: SessionDeps): Session {
  const { callId, thought, audio, clock, log, tell } = deps;
  const line = createLineClock(clock);
  const meter = createLatencyMeter(line);
  const whispers = createWhispers(deps);
  const closing = createClosing({ ...deps, line, whispers });
  const replies = createReplies({ ...deps, meter, settled: closing.settled });
  const coach = createCoach({ ...deps, settled: closing.settled });
  const opening = createOpening(deps);
  const warmUp = createWarmUp(thought);
  const waiting = createWaiting(clock, speakUp);
  const keys = createKeysHeard(clock, answerKeys);
  const caller = createSide({
    ...deps,
    side: 'caller',
    onFact: (fact) => (handler === 'agent' ? tellFloor(fact) : caller.overhear(fact)),
    onOverheard: (text, turnId) => {
      closing.overheard('caller', text, turnId);
      if (handler === 'human') coach.callerSaid({ turnId, text });
    },
  });
  const human = createSide({
    ...deps,
    side: 'human',
    onFact: (fact) => human.overhear(fact),
    onOverheard: (text, turnId) => closing.overheard('human', text, turnId),
  });
  let floor = startFloor();
  let saying: Saying | undefined;
  let handler: Handler = deps.handler;
  /** The last change of hands that the line told of itself. */
  let changedMs = -1;
  let over = false;
  let hangingUp = false;
  let shown: FloorStatus | undefined;

  const post = (message: VoiceToLine) => audio.post(message);

  function show(): void {
    const status = floorStatusOf(floor, {
      handler,
      preparing: saying !== undefined,
      voiced: caller.hasSpoken,
    });
    if (status === shown) return;
    shown = status;
    tell('floor.changed', { callId, floor: status });
  }

  function tellFloor(fact: FloorFact): void {
    meter.noticed(fact);
    caller.utterance.noticed(fact);
    if (fact.type === 'voiceHeard') waiting.cancel();
    if (fact.type === 'wordsRecognised') {
      if (fact.final) warmUp.end();
      else if (floor.holder.who === 'caller' && fact.text) warmUp.read(fact.text);
    }
    decide(fact);
    show();
  }

  function decide(fact: FloorFact): void {
    const step = takeTurn(floor, fact);
    floor = step.state;
    for (const act of step.acts) perform(act);
  }

  function dropSaying(): void {
    if (!saying) return;
    const { speech } = saying;
    speech.abort();
    if (speech.delivering) post({ type: 'hush', speechId: speech.speechId });
    saying = undefined;
    meter.dropReply();
  }

  function think(text: string): void {
    dropSaying();
    waiting.answering();
    meter.dropReply();
    saying = replyTo([keys.text, text].filter(Boolean).join(' '));
  }

  function replyTo(text: string): Saying {
    const said = { text, turnId: caller.utterance.turnId };
    return opening.isDue() ? opening.asReply(replies, said) : replies.toCaller(said, opening.again(text));
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
    waiting.cutOff(byCaller);
    mine.speech.abort();
    caller.ear.hurry(false);
    post({ type: 'hush', speechId: mine.speech.speechId });
    opening.interrupted(mine);
    closing.interrupt(mine, byCaller ? caller.utterance.startedSample : undefined);
  }

  /** What a reply answers enters the conversation with it, also where not a sound of it went out: keys are not told again. */
  function leaveReply(): void {
    if (!saying) return;
    const { callerText } = saying.speech;
    hush(false);
    keys.answered(callerText);
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
        closing.ducked();
        return post({ type: 'gain', gain: DUCKED_GAIN });
      case 'resume':
        closing.cameBack();
        return post({ type: 'gain', gain: 1 });
      case 'hush':
        return hush(true);
      case 'forget':
        caller.forget();
        if (floor.holder.who !== 'caller') return;
        waiting.beginAfterNoise();
        if (keys.whole) answerKeys();
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
    const answers = speech.callerText !== '' && caller.hasSpoken;
    const split = meter.sounded(caller.utterance.lastVoicedSample, speech.soundingSince ?? 0);
    closing.began(mine, answers ? split : undefined);
    keys.answered(speech.callerText);
    caller.ear.hurry(true);
    caller.expect(notes.expects);
    tellFloor({ type: 'speechSounding', speechId: speech.speechId });
  }

  function ended(mine: Saying): void {
    saying = undefined;
    keys.answered(mine.speech.callerText);
    closing.finish(mine);
    opening.heard(mine);
    caller.ear.hurry(false);
    const { speechId, soundingSince } = mine.speech;
    // What a reply without a sound answered is dealt with all the same, or it would be answered again at once, for ever.
    if (soundingSince === undefined) decide({ type: 'speechSounding', speechId });
    tellFloor({ type: 'speechEnded', speechId });
    hangingUp = mine.notes.hangUp !== undefined;
    if (mine.notes.hangUp !== undefined) tell('hangUp.requested', { callId, reason: mine.notes.hangUp });
    else waiting.begin();
  }

  /** Nobody has said anything for long. */
  function speakUp(): void {
    if (handler === 'agent' && !saying && caller.utterance.startedSample === undefined)
      volunteer(replies.toCaller(NOBODY, opening.again('')));
  }

  /** Keys are a turn of their own, unless their words are still coming: then they are answered with those. */
  function answerKeys(): void {
    if (over || hangingUp) return;
    if (handler === 'human') {
      closing.overheard('caller', keys.text);
      keys.answered(keys.text);
    } else if (saying && !saying.speech.delivering) {
      think(keysIn(saying.speech.callerText).said);
    } else if (saying || !caller.hasSpoken) {
      if (saying) hush(false);
      waiting.cancel();
      volunteer(replyTo(keys.text));
    }
  }

  function reported(message: Extract<LineToVoice, { type: 'played' | 'finished' | 'hushed' }>): void {
    closing.report(message);
    if (saying?.speech.speechId !== message.speechId) return;
    const mine = saying;
    if (mine.speech.report(message.samples, message.atSample)) sounding(mine);
    if (mine.speech.soundingSince !== undefined) {
      closing.caption(mine);
      whispers.noticed(mine);
      // The question comes last, and is not yet known when the first words sound.
      caller.expect(mine.notes.expects);
    }
    if (message.type === 'finished') ended(mine);
  }

  async function whisper(given: Whisper): Promise<WhisperAnswer> {
    const answer = await whispers.give(given);
    // What is only prepared was thought without it.
    const prepared = saying && !saying.speech.delivering ? saying.speech.callerText : '';
    if (!over && answer === 'waiting' && prepared) {
      think(keysIn(prepared).said);
      show();
    }
    return answer;
  }

  function changeHands(next: Handler): void {
    // A change of hands may still be on its way when main ends the call.
    if (over || next === handler) return;
    handler = next;
    coach.abandon();
    waiting.cancel();
    const answered = saying && keysIn(saying.speech.callerText).said;
    leaveReply();
    floor = startFloor();
    caller.leave(answered);
    if (next === 'agent') {
      human.leave();
      const { text, agent } = thought.bridge('handed-back');
      volunteer(replies.fixed({ text, agent }, 'bridge'));
    }
    show();
  }

  audio.onMessage((raw) => {
    const message = raw as LineToVoice;
    switch (message.type) {
      case 'heard':
        line.frameArrived(message.seq);
        return caller.ear.hear(message);
      case 'spoken':
        return human.ear.hear(message);
      case 'pressed':
        waiting.cancel();
        return keys.pressed(message.key);
      case 'handler':
        changedMs = samplesToMs(message.atSample);
        return changeHands(message.handler);
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
          callerSpoke: () => hangingUp || handler !== 'agent' || caller.hasSpoken || saying !== undefined,
        });
    },
    setHandler(next, lineMs) {
      if (lineMs > changedMs) changeHands(next);
    },
    whisper,
    async end() {
      over = true;
      coach.abandon();
      waiting.cancel();
      warmUp.end();
      opening.end();
      keys.end();
      leaveReply();
      if (keys.text) closing.overheard('caller', keys.text);
      await Promise.all([caller.flush(), human.flush()]);
      caller.close();
      human.close();
      await closing.settled();
    },
  };
}
