import type { Log } from '../base/log.ts';
import type { ChatMessage, LanguageModel } from '../domain/engine/language-model.ts';
import type { SpeechToText } from '../domain/engine/speech-to-text.ts';
import type { ReadyStep } from '../domain/practice/lead-step.ts';
import type { Persona, Scenario } from '../domain/practice/scenario.ts';
import { stepDue } from '../domain/practice/step-due.ts';
import type { HeardSound } from './lead.ts';
import type { StepSource } from './performance.ts';
import type { createRenderer } from './prepare-steps.ts';
import { recogniseHeard } from './recognise-heard.ts';

export type PersonaDeps = {
  languageModel: LanguageModel;
  speechToText: SpeechToText;
  render: ReturnType<typeof createRenderer>;
  /** What the lead has heard so far. */
  heard(): readonly HeardSound[];
  signal: AbortSignal;
  log: Log;
};

/** A persona hangs up after so many turns, however pleasant the call. */
const MOST_TURNS = 14;
const LONGEST_REPLY = 220;
const FAREWELL = /\b(good ?bye|bye|take care|have a (good|nice) (day|one|evening))\b/i;
const AT_ONCE = { after: 'our-turn', pauseMs: 0 } as const;

/** A lead whose words the language model makes up from what the lead's own recogniser heard. The first words are given. */
export function createPersonaSource(
  scenario: Pick<Scenario, 'lead'> & { persona: Persona },
  first: ReadyStep,
  deps: PersonaDeps,
): StepSource {
  const messages: ChatMessage[] = [{ role: 'system', content: personaPrompt(scenario) }];
  let prepared: ReadyStep | null | undefined = first;
  let busy = false;
  let heardUpTo = 0;
  let turns = 0;
  let leaving = false;

  async function answer(): Promise<ReadyStep> {
    const heard = deps.heard();
    const words = await recogniseHeard(heard.slice(heardUpTo), deps.speechToText);
    heardUpTo = heard.length;
    messages.push({ role: 'user', content: words === '' ? '(inaudible)' : words });
    const text = await replyTo(messages, deps);
    messages.push({ role: 'assistant', content: text });
    leaving = FAREWELL.test(text);
    const pcm = await deps.render(text);
    turns += 1;
    const step = { index: turns, name: `turn ${turns + 1}`, moment: AT_ONCE };
    return pcm.ok ? { ...step, act: 'sound', kind: 'turn', text, pcm: pcm.value } : { ...step, act: 'hang-up' };
  }

  return {
    next(situation) {
      if (prepared) {
        const step = prepared;
        prepared = undefined;
        return step;
      }
      if (busy) return undefined;
      if (leaving || turns >= MOST_TURNS)
        return { index: turns + 1, name: 'hangs up', moment: { after: 'silence', ms: 600 }, act: 'hang-up' };
      const turn = { moment: { after: 'our-turn', pauseMs: 700 } } as const;
      const due = stepDue(turn, situation);
      if (due === 'out-of-patience') return { index: turns + 1, name: 'waits', ...turn, act: 'hang-up' };
      if (due !== 'now') return undefined;
      busy = true;
      void answer().then((step) => {
        busy = false;
        prepared = step;
      });
      return undefined;
    },
  };
}

/** At most two sentences: people on the telephone do not speak in paragraphs. */
async function replyTo(messages: readonly ChatMessage[], deps: PersonaDeps): Promise<string> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  deps.signal.addEventListener('abort', abort, { once: true });
  let text = '';
  try {
    for await (const piece of deps.languageModel.stream(messages, stop.signal)) {
      if (!piece.ok) {
        deps.log.warn('the persona lost its language model', { failure: piece.failure.kind });
        break;
      }
      text += piece.value;
      if (text.length > LONGEST_REPLY || /[.!?]["”]?\s[^.!?]+[.!?]/.test(text)) break;
    }
  } finally {
    deps.signal.removeEventListener('abort', abort);
    stop.abort();
  }
  const said = text
    .replace(/\([^)]*\)|\*[^*]*\*|<[^>]*>|^\s*\w+:\s/g, '')
    .trim()
    .slice(0, LONGEST_REPLY);
  return /[\p{L}\p{N}]/u.test(said) ? said : 'Sorry, say that again?';
}

const TEMPERS: Record<Persona['temper'], string> = {
  friendly: 'You are in a good mood.',
  neutral: '',
  hurried: 'You are short of time and keep it very short.',
  talkative: 'You like to talk.',
  angry: 'You are annoyed by sales calls and say so.',
};

function personaPrompt({ persona, lead }: Pick<Scenario, 'lead'> & { persona: Persona }): string {
  const goals = persona.goals.length === 0 ? '' : ` You want to: ${persona.goals.join('; ')}.`;
  return `You are ${lead.name}, called on the telephone by a real-estate agent. ${persona.prompt}${goals} ${TEMPERS[persona.temper]} Answer as in speech, in one or two short sentences, in your own role only. When you are done, say goodbye.`;
}
