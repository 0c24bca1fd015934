import { useEffect, useRef } from 'react';

type Held = { after: (ms: number, run: () => void) => () => void; ms: number; active: boolean; run: () => void };

const TEXT_FIELDS =
  'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable]';
const isSpace = (event: KeyboardEvent) => event.key === ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
const isTyping = (event: KeyboardEvent) =>
  event.target instanceof Element && event.target.closest(TEXT_FIELDS) !== null;

/**
 * Runs once Space has been held for `ms` while `active`, whatever has the focus except a text field. A press that
 * became a hold does not press the button it began on, also when the hold ended what was `active`.
 */
export function useSpaceHold({ after, ms, active, run }: Held): void {
  const latest = useRef({ active, run });
  useEffect(() => {
    latest.current = { active, run };
  });
  useEffect(() => {
    let cancel: (() => void) | null = null;
    let held = false;
    const forget = () => {
      cancel?.();
      cancel = null;
      held = false;
    };
    const down = (event: KeyboardEvent) => {
      if (!isSpace(event) || isTyping(event)) return;
      if (event.repeat) {
        // Else a held Space scrolls the conversation away.
        if (held || cancel) event.preventDefault();
        return;
      }
      forget();
      if (!latest.current.active) return;
      cancel = after(ms, () => {
        cancel = null;
        if (!latest.current.active) return;
        held = true;
        latest.current.run();
      });
    };
    const up = (event: KeyboardEvent) => {
      if (!isSpace(event)) return;
      if (held) {
        event.preventDefault();
        event.stopPropagation();
      }
      forget();
    };
    window.addEventListener('keydown', down, true);
    window.addEventListener('keyup', up, true);
    window.addEventListener('blur', forget);
    return () => {
      forget();
      window.removeEventListener('keydown', down, true);
      window.removeEventListener('keyup', up, true);
      window.removeEventListener('blur', forget);
    };
  }, [after, ms]);
}
