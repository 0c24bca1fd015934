import type { Clock } from '../../base/clock.ts';
import type { Thought } from '../../domain/agent/thinker.ts';
import { wantsNoOpener } from '../../domain/agent/wants-no-opener.ts';
import { firstSentence } from '../speak/clauses.ts';
import type { CallerWords, Replies, Saying } from './replies.ts';
import { GREETING_WAIT_MS } from './session-deps.ts';

/** What the agent says first, known before the call is dialled. */
export type Opener = { text: string; agent: string };

type OpeningDeps = { thought: Thought; opener: Opener; clock: Clock; resumed: boolean };
type Begin = {
  replies: Replies;
  volunteer: (saying: Saying) => void;
  /** The caller has said something that is being dealt with, or there is nothing left to open. */
  callerSpoke: () => boolean;
};

/**
 * The first words of a call. Who calls, and that it is a machine, must have been heard before anything else is said: an
 * opener that was talked over is said again, before the reply.
 */
export function createOpening({ thought, opener, clock, resumed }: OpeningDeps) {
  const bridge = resumed ? thought.bridge('resumed') : undefined;
  // A call that was lost before anybody knew who calls begins with the opener.
  let identified = bridge !== undefined && bridge.text !== opener.text;
  let sounded = identified;
  let cancel = () => {};

  const judge = ({ speech, notes }: Saying, whole: boolean) => {
    // Handed back by the human, the agent has just said who it is.
    if (whole && notes.source === 'bridge') identified = sounded = true;
    if (identified || !speech.intended().startsWith(firstWords(opener.text))) return;
    sounded = true;
    identified = whole || speech.heard().length >= firstSentence(opener.text).length;
  };

  return {
    isDue: () => !sounded && !identified,
    /** The opener as the answer to the caller's "hello". */
    asReply: (replies: Replies, caller: CallerWords): Saying =>
      wantsNoOpener(caller.text) ? replies.toCaller(caller, undefined) : replies.fixed({ ...opener, caller }, 'opener'),
    /** What must be said again before the reply to these words. */
    again: (callerText: string): string | undefined =>
      sounded && !identified && !wantsNoOpener(callerText) ? firstSentence(opener.text) : undefined,
    heard: (saying: Saying) => judge(saying, true),
    interrupted: (saying: Saying) => judge(saying, false),
    begin({ replies, volunteer, callerSpoke }: Begin): void {
      const comesBack = identified ? 'bridge' : 'opener';
      if (bridge) volunteer(replies.fixed(bridge, comesBack));
      if (identified) return;
      const wait = () => {
        cancel = clock.after(GREETING_WAIT_MS, () => {
          if (sounded) return;
          if (!callerSpoke()) volunteer(replies.fixed(opener, 'opener'));
          wait();
        });
      };
      wait();
    },
    end: () => cancel(),
  };
}

const firstWords = (text: string): string => text.split(' ').slice(0, 3).join(' ');
