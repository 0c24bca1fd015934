import type { Log } from '../base/log.ts';
import { failed, ok, type Result } from '../base/result.ts';
import type { ChatMessage, LanguageModel } from '../domain/engine/language-model.ts';
import type { SpeechToText } from '../domain/engine/speech-to-text.ts';
import type { Failure } from '../domain/failure.ts';
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

/** A persona hangs up after so many answers, however pleasant the call. */
const MOST_ANSWERS = 14;
const LONGEST_REPLY = 220;
const FAREWELL = /\b(good ?bye|bye|take care|have a (good|nice) (day|one|evening))\b/i;
const AT_ONCE = { after: 'our-turn', pauseMs: 0 } as const;

export type PersonaSource = StepSource & {
  /** What took the lead's words away. It then hangs up: words that stand in for a mind would pass for one. */
  readonly lost: Failure | null;
};

/** A lead whose words the language model makes up from what the lead's own recogniser heard. The first words are given. */
export function createPersonaSource(
  scenario: Pick<Scenario, 'lead'> & { persona: Persona },
  first: ReadyStep,
  deps: PersonaDeps,
): PersonaSource {
  const messages: ChatMessage[] = [{ role: 'system', content: personaPrompt(scenario) }];
  let prepared: ReadyStep | null | undefined = first;
  let busy = false;
  let heardUpTo = 0;
  let answers = 0;
  let leaving = false;
  let lost: Failure | null = null;

  async function answer(): Promise<ReadyStep> {
    const heard = deps.heard();
    const words = await recogniseHeard(heard.slice(heardUpTo), deps.speechToText);
    heardUpTo = heard.length;
    messages.push({ role: 'user', content: words.ok && words.value !== '' ? words.value : '(inaudible)' });
    const spoken = await speak();
    answers += 1;
    const step = { index: answers, name: `turn ${answers + 1}`, moment: AT_ONCE };
    if (spoken.ok) return { ...step, act: 'sound', kind: 'turn', ...spoken.value };
    if (!deps.signal.aborted) lost = spoken.failure;
    return { ...step, act: 'hang-up' };
  }

  async function speak(): Promise<Result<{ text: string; pcm: Int16Array }, Failure>> {
    const reply = await replyTo(messages, deps);
    if (!reply.ok) return reply;
    const text = reply.value;
    messages.push({ role: 'assistant', content: text });
    leaving = FAREWELL.test(text);
    const pcm = await deps.render(text);
    return pcm.ok ? ok({ text, pcm: pcm.value }) : pcm;
  }

  return {
    get lost() {
      return lost;
    },
    next(situation) {
      if (prepared) {
        const step = prepared;
        prepared = undefined;
        return step;
      }
      if (busy) return undefined;
      if (leaving || answers >= MOST_ANSWERS)
        return { index: answers + 1, name: 'hangs up', moment: { after: 'silence', ms: 600 }, act: 'hang-up' };
      const turn = { moment: { after: 'our-turn', pauseMs: 700 } } as const;
      const due = stepDue(turn, situation);
      if (due === 'out-of-patience') return { index: answers + 1, name: 'waits', ...turn, act: 'hang-up' };
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

/** At most two sentences: people on the telephone do not speak in paragraphs. Fails where the model has no word to say. */
async function replyTo(messages: readonly ChatMessage[], deps: PersonaDeps): Promise<Result<string, Failure>> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  deps.signal.addEventListener('abort', abort, { once: true });
  let text = '';
  let trouble: Failure | undefined;
  try {
    for await (const piece of deps.languageModel.stream(messages, stop.signal)) {
      if (!piece.ok) {
        deps.log.warn('the persona lost its language model', { failure: piece.failure.kind });
        trouble = piece.failure;
        break;
      }
      text += piece.value;
      if (text.length > LONGEST_REPLY || /[.!?]["”]?\s[^.!?]+[.!?]/.test(text)) break;
    }
  } finally {
    deps.signal.removeEventListener('abort', abort);
    stop.abort();
  }
  if (trouble && text === '') return failed(trouble);
  const said = text
    .replace(/\([^)]*\)|\*[^*]*\*|<[^>]*>|^\s*\w+:\s/g, '')
    .trim()
    .slice(0, LONGEST_REPLY);
  return ok(/[\p{L}\p{N}]/u.test(said) ? said : 'Sorry, say that again?');
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
