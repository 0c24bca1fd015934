import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

export type Player = {
  audio: RefObject<HTMLAudioElement | null>;
  playing: boolean;
  positionMs: number;
  durationMs: number;
  /** Words for why it cannot be played; null while all is well. */
  trouble: string | null;
  toggle: () => void;
  seek: (ms: number) => void;
  /** Goes there and plays. */
  playFrom: (ms: number) => void;
};

/** One recording being played. `knownMs` is its length by the records, for until the file has told its own. */
export function usePlayer(url: string | null, knownMs: number): Player {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [positionMs, setPositionMs] = useState(0);
  const [durationMs, setDurationMs] = useState(knownMs);
  const [trouble, setTrouble] = useState<string | null>(null);

  useEffect(() => {
    const element = audio.current;
    if (!element || url === null) return undefined;
    const moved = () => {
      setPositionMs(element.currentTime * 1_000);
    };
    const measured = () => {
      if (Number.isFinite(element.duration)) setDurationMs(element.duration * 1_000);
    };
    const changed = () => {
      setPlaying(!element.paused);
    };
    const broke = () => {
      setTrouble(element.error?.message || 'The file could not be read.');
    };
    const heard: [string, () => void][] = [
      ['timeupdate', moved],
      ['seeked', moved],
      ['loadedmetadata', measured],
      ['durationchange', measured],
      ['play', changed],
      ['pause', changed],
      ['ended', changed],
      ['error', broke],
    ];
    for (const [name, listener] of heard) element.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of heard) element.removeEventListener(name, listener);
    };
  }, [url]);

  const play = useCallback(() => {
    void audio.current?.play().catch((error: unknown) => {
      if (error instanceof Error && error.name !== 'AbortError') setTrouble(error.message);
    });
  }, []);
  const seek = useCallback((ms: number) => {
    if (!audio.current) return;
    audio.current.currentTime = Math.max(0, ms) / 1_000;
    setPositionMs(Math.max(0, ms));
  }, []);
  const toggle = useCallback(() => {
    if (audio.current?.paused) play();
    else audio.current?.pause();
  }, [play]);
  const playFrom = useCallback(
    (ms: number) => {
      seek(ms);
      play();
    },
    [seek, play],
  );
  return {
    audio,
    playing,
    positionMs,
    durationMs: Math.max(durationMs, knownMs > 0 ? 1 : 0),
    trouble,
    toggle,
    seek,
    playFrom,
  };
}
