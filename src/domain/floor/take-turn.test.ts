import { paceLogOdds } from './caller-pace.ts';
import { describe, expect, it } from 'vitest';
import type { FloorFact } from './floor-fact.ts';
import { type FloorState, giveFloorToAgent, startFloor, takeTurn } from './take-turn.ts';

const voice = (voicedMs: number): FloorFact => ({ type: 'voiceHeard', voicedMs, atSample: 0 });
const silence = (silentMs: number): FloorFact => ({ type: 'silenceHeard', silentMs, lastVoicedSample: 0 });
const words = (text: string, final = true): FloorFact => ({ type: 'wordsRecognised', text, final });
const melody = (probability: number): FloorFact => ({ type: 'endOfTurnScored', probability });
const sounding = (speechId = 'a'): FloorFact => ({ type: 'speechSounding', speechId });
const ended = (speechId = 'a'): FloorFact => ({ type: 'speechEnded', speechId });

function play(facts: readonly FloorFact[], from: FloorState = startFloor()): { state: FloorState; acts: string[] } {
  let state = from;
  const acts: string[] = [];
  for (const fact of facts) {
    const step = takeTurn(state, fact);
    state = step.state;
    acts.push(...step.acts.map((act) => act.type));
  }
  return { state, acts };
}
const whileWeSpeak = () => play([sounding()], giveFloorToAgent(startFloor())).state;

describe('while the caller has the floor', () => {
  const asked = [voice(900), silence(120), words('How much is your commission?')];

  it('answers a finished question soon, a doubtful one later', () => {
    expect(play([...asked, melody(0.98), silence(290)]).acts).toEqual(['think', 'speak']);
    expect(play([...asked, melody(0.05), silence(290)]).acts).toEqual(['think']);
    expect(play([...asked, melody(0.05), silence(1800)]).acts).toEqual(['think', 'speak']);
  });

  it('waits for who goes on, and throws the prepared reply away', () => {
    expect(
      play([voice(900), silence(120), words('We bought it and'), melody(0.9), silence(400), voice(932)]).acts,
    ).toEqual(['think', 'drop']);
  });

  it('gives a single word time to become more', () => {
    const yes = [voice(400), silence(120), words('Yes,'), melody(0.99)];
    expect(play([...yes, silence(360)]).acts).toEqual(['think']);
    expect(play([...yes, silence(1_600)]).acts).toEqual(['think', 'speak']);
  });

  it('takes the floor back unnoticed before a sound of ours was heard', () => {
    expect(play([...asked, melody(0.98), silence(300), voice(932)]).acts).toEqual(['think', 'speak', 'drop']);
  });

  it('thinks anew when the words of the pause turn out differently, but not for punctuation', () => {
    expect(play([...asked, words('How much is your commission.'), words('How much is your condition?')]).acts).toEqual([
      'think',
      'think',
    ]);
  });

  it('lets a sound without words pass', () => {
    expect(play([voice(300), silence(120), words(''), melody(0.9), silence(800), silence(1700)]).acts).toEqual([
      'forget',
    ]);
  });

  it('answers late, but answers, when the melody is never scored', () => {
    expect(play([...asked, silence(300), silence(1700)]).acts).toEqual(['think', 'speak']);
  });
});

describe('while we speak', () => {
  it('ducks for a hum, comes back and forgets it', () => {
    expect(
      play([voice(64), words('Mm-hmm.', false), voice(300), silence(120), words('Mm-hmm.')], whileWeSpeak()).acts,
    ).toEqual(['duck', 'resume', 'forget']);
  });

  it.each([
    ['words that interrupt', [voice(64), words('Wait,', false)]],
    ['a long sound', [voice(64), words('I was going to say', false), voice(1300)]],
  ])('falls silent for %s', (_, facts) => {
    expect(play(facts, whileWeSpeak()).acts).toEqual(['duck', 'hush']);
  });

  it('does not fall silent for more words than so short a sound can hold', () => {
    const hum = [voice(480), words('Right. And you say that at that rate', false)];
    expect(play([...hum, silence(120), words('Right.')], whileWeSpeak()).acts).toEqual(['duck', 'resume', 'forget']);
  });

  it('becomes patient with whoever it cut into', () => {
    const at = (ms: number) => ms * 16;
    const spokenTo = play([
      { type: 'voiceHeard', voicedMs: 900, atSample: at(900) },
      words('We bought the place.'),
      melody(0.98),
      { type: 'silenceHeard', silentMs: 600, lastVoicedSample: at(900) },
      sounding(),
    ]).state;
    const takenBackAfter = (ms: number) =>
      play(
        [
          { type: 'voiceHeard', voicedMs: 64, atSample: at(900 + ms) },
          { type: 'voiceHeard', voicedMs: 1_300, atSample: at(900 + ms + 1_236) },
        ],
        spokenTo,
      ).state;
    expect(paceLogOdds(takenBackAfter(900).pace)).toBeLessThan(paceLogOdds(takenBackAfter(4_000).pace));
    expect(takenBackAfter(4_000).pace).toEqual({ turns: 1, pauses: 0 });
  });

  it('comes back up when a short sound ended without words', () => {
    expect(play([voice(64), silence(150), silence(400)], whileWeSpeak()).acts).toEqual(['duck', 'resume', 'forget']);
  });

  it('gives the floor back when all has been said, with what was begun over our last word', () => {
    const begun = play([voice(64), ended()], whileWeSpeak());
    expect(begun.acts).toEqual(['duck', 'resume']);
    expect(play([voice(600), silence(120), words('Yes, I do.'), melody(0.95), silence(600)], begun.state).acts).toEqual(
      ['think', 'speak'],
    );
  });
});

describe('what is reported late', () => {
  it('of a hushed speech changes nothing', () => {
    const hushed = play([voice(64), words('Wait, stop.', false)], whileWeSpeak()).state;
    const again = play([silence(120), words('Wait, stop.'), melody(0.95), silence(560)], hushed);
    expect(again.acts).toEqual(['think', 'speak']);
    expect(play([ended('a')], again.state).state).toEqual(again.state);
  });

  it('a speech that never sounded gives the floor back', () => {
    const promised = giveFloorToAgent(startFloor());
    expect(play([ended('b')], promised).state.holder.who).toBe('caller');
  });
});
