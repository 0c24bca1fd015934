import type { Port } from '../../base/port.ts';
import type { Result } from '../../base/result.ts';
import type { VoiceToLine } from '../../domain/audio/audio-message.ts';
import { firstAudibleSample } from '../../domain/audio/first-audible.ts';
import { msToSamples } from '../../domain/audio/pcm.ts';
import type { Failure } from '../../domain/failure.ts';
import type { SpokenClause } from '../speak/mouth.ts';
import { heardText, type PlacedClause } from './heard-text.ts';

/** So much sound may wait in the line; whoever writes more waits. */
const AHEAD_SAMPLES = msToSamples(400);
const PIECE_SAMPLES = msToSamples(100);

/**
 * One thing said, or only prepared: sound is pulled out of `sounds` one clause ahead, and goes to the line from
 * `deliver` on. The line's reports are the truth about how much was heard.
 */
export type Speech = {
  readonly speechId: string;
  readonly turnId: string;
  readonly callerText: string;
  /** The caller's own turn, which `callerText` is the words of; '' where it answers nothing. */
  readonly callerTurnId: string;
  readonly signal: AbortSignal;
  /** Sends the sound. Resolves when everything was sent, or with the failure that ended it early. */
  deliver(): Promise<Failure | undefined>;
  /** Whether the line has been given any of it. */
  readonly delivering: boolean;
  /** The line's position when the first audible sample went out, once it has. */
  readonly soundingSince: number | undefined;
  readonly startedAt: number | undefined;
  readonly played: number;
  /** Samples that the line was given: 0 where there was nothing to say, or nothing of it made a sound. */
  readonly sent: number;
  /** True once, in the report in which the speech becomes audible. */
  report(samples: number, atSample: number): boolean;
  heard(): string;
  /** The words that have at least begun to sound: what a caption shows. */
  begun(): string;
  intended(): string;
  abort(): void;
};

type SpeechDeps = {
  speechId: string;
  turnId: string;
  callerText: string;
  callerTurnId: string;
  /** `taken` resolves once the sound is asked for: what was only prepared may be acted upon then. */
  sounds: (signal: AbortSignal, taken: Promise<void>) => AsyncGenerator<Result<SpokenClause, Failure>>;
  audio: Port;
  onFirstSound: () => void;
};

export function createSpeech(deps: SpeechDeps): Speech {
  const control = new AbortController();
  const { signal } = control;
  let take = () => {};
  const taken = new Promise<void>((resolve) => {
    take = resolve;
  });
  const sounds = deps.sounds(signal, taken);
  const clauses: PlacedClause[] = [];
  let delivering = false;
  let sent = 0;
  let played = 0;
  let startedAt: number | undefined;
  let soundingSince: number | undefined;
  let audibleFrom: number | undefined;
  let roomMade: (() => void) | undefined;

  const post = (message: VoiceToLine) => deps.audio.post(message);
  const pull = () => {
    const next = sounds.next();
    // An aborted guess is nobody's error: who awaits it sees it, nobody else must.
    next.catch(() => {});
    return next;
  };
  const first = pull();
  void first.then(
    () => {
      if (!signal.aborted) deps.onFirstSound();
    },
    () => {},
  );
  signal.addEventListener('abort', () => roomMade?.(), { once: true });

  const room = () =>
    new Promise<void>((resolve) => {
      roomMade = () => {
        roomMade = undefined;
        resolve();
      };
    });

  async function send({ text, pcm }: SpokenClause): Promise<void> {
    clauses.push({ text, from: sent, to: sent + pcm.length });
    audibleFrom ??= audibleIn(pcm, sent);
    for (let at = 0; at < pcm.length && !signal.aborted; at += PIECE_SAMPLES) {
      while (sent - played >= AHEAD_SAMPLES && !signal.aborted) await room();
      if (signal.aborted) return;
      const piece = pcm.slice(at, at + PIECE_SAMPLES);
      sent += piece.length;
      post({ type: 'say', speechId: deps.speechId, pcm: piece });
    }
  }

  return {
    speechId: deps.speechId,
    turnId: deps.turnId,
    callerText: deps.callerText,
    callerTurnId: deps.callerTurnId,
    signal,
    get delivering() {
      return delivering;
    },
    get soundingSince() {
      return soundingSince;
    },
    get startedAt() {
      return startedAt;
    },
    get sent() {
      return sent;
    },
    get played() {
      return played;
    },
    async deliver() {
      delivering = true;
      take();
      try {
        for (let pulled = first; ;) {
          const next = await pulled;
          if (next.done || signal.aborted) return undefined;
          if (!next.value.ok) return next.value.failure;
          pulled = pull();
          await send(next.value.value);
        }
      } finally {
        // However it ends, the line must know that nothing follows: else the speech is never over and the floor stays ours.
        if (!signal.aborted) post({ type: 'end', speechId: deps.speechId });
      }
    },
    report(samples, atSample) {
      played = Math.max(played, samples);
      startedAt ??= atSample - samples;
      roomMade?.();
      if (soundingSince !== undefined || audibleFrom === undefined || samples <= audibleFrom) return false;
      soundingSince = atSample - samples + audibleFrom;
      return true;
    },
    heard: () => heardText(clauses, played),
    begun: () =>
      clauses
        .filter(({ from }) => from < played)
        .map(({ text }) => text)
        .join(' '),
    intended: () => clauses.map(({ text }) => text).join(' '),
    abort() {
      control.abort();
    },
  };
}

const audibleIn = (pcm: Int16Array, offset: number): number | undefined => {
  const at = firstAudibleSample(pcm);
  return at === undefined ? undefined : offset + at;
};
