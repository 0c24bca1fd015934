import type { CallSnapshot } from '../../domain/call/call-snapshot.ts';
import { writtenNumber } from '../../domain/lead/phone-number.ts';

type NoticeDeps = {
  /** Whether the person is looking at the screen anyway. */
  inFront(): boolean;
  /** Puts a notice on the desktop; the answered function takes it away. */
  open(words: { title: string; body: string }, clicked: () => void): () => void;
  show(): void;
};

/** Tells of a call that is offered where nobody looks at the screen; pressing the notice brings the screen up. */
export function createCallNotice({ inFront, open, show }: NoticeDeps): { follow(snapshot: CallSnapshot): void } {
  let shown: { callId: string | null; close: () => void } | undefined;
  return {
    follow(snapshot) {
      const { phase, handler, callId, leadName, number } = snapshot;
      if (phase !== 'offered' || handler !== 'human') {
        shown?.close();
        shown = undefined;
        return;
      }
      if (shown?.callId === callId) return;
      shown?.close();
      const written = number === null || number === '' ? 'Number withheld' : writtenNumber(number);
      const words = { title: `${leadName || 'Somebody'} is calling`, body: written };
      shown = { callId, close: inFront() ? () => {} : open(words, show) };
    },
  };
}
