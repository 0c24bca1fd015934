import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Port } from '../base/port.ts';
import { failed, type Result } from '../base/result.ts';
import type { Failure } from '../domain/failure.ts';
import { outcome } from '../domain/outcome.ts';
import type { CallSpec, Client, Contract, Handlers, Server } from './define.ts';

const Wire = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ask'), id: z.number(), name: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('answer'), id: z.number(), output: z.unknown() }),
  z.object({ type: z.literal('event'), name: z.string(), payload: z.unknown() }),
]);
type Wire = z.infer<typeof Wire>;

type AnyHandler = (input: unknown) => Promise<Result<unknown, Failure>> | Result<unknown, Failure>;

/** The side that does the work. Every input is parsed before a handler sees it; a handler that throws is a bug and is logged. */
export function serve<C extends Contract>(
  port: Port,
  contract: C,
  deps: { handlers: Handlers<C>; log: Log },
): Server<C> {
  const { handlers, log } = deps;
  const send = (message: Wire) => {
    port.post(message);
  };

  async function answer(name: string, input: unknown): Promise<Result<unknown, Failure>> {
    const spec = Object.hasOwn(contract, name) ? contract[name] : undefined;
    if (spec?.kind !== 'call') return failed({ kind: 'refused', reason: `There is no call named ${name}.` });
    const parsed = spec.input.safeParse(input);
    if (!parsed.success) return failed({ kind: 'refused', reason: `${name}: ${z.prettifyError(parsed.error)}` });
    try {
      // The name was just proved to be in the contract; the compiler cannot follow that.
      return await (handlers as Record<string, AnyHandler>)[name]!(parsed.data);
    } catch (error) {
      log.error('handler threw', {
        name,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      return failed({ kind: 'refused', reason: `${name} failed because of a defect; the log has the details.` });
    }
  }

  port.onMessage((raw) => {
    const message = Wire.safeParse(raw);
    if (!message.success || message.data.type !== 'ask') return;
    const { id, name, input } = message.data;
    void answer(name, input).then((output) => {
      send({ type: 'answer', id, output });
    });
  });
  return {
    emit(name, payload) {
      send({ type: 'event', name, payload });
    },
  };
}

type Deps = { clock: Clock; log: Log; part: string };

/** Events are parsed like everything else: the other side may be an older process or a damaged one. */
function createListeners(contract: Contract, { log, part }: Deps) {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  return {
    tell(name: string, payload: unknown) {
      const spec = contract[name];
      if (spec?.kind !== 'event') return;
      const parsed = spec.payload.safeParse(payload);
      if (!parsed.success) {
        log.error('event refused', { part, name, error: z.prettifyError(parsed.error) });
        return;
      }
      for (const listener of [...(listeners.get(name) ?? [])]) listener(parsed.data);
    },
    on(name: string, listener: (payload: unknown) => void) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => {
        set.delete(listener);
      };
    },
  };
}

type Settle = (result: Result<unknown, Failure>) => void;

/** Questions that are under way. Each ends once: with an answer, at its deadline, or when the port dies. */
function createQuestions({ clock, log, part }: Deps) {
  const waiting = new Map<number, { spec: CallSpec; settle: Settle }>();
  const read = (spec: CallSpec, output: unknown): Result<unknown, Failure> => {
    const parsed = outcome(spec.output).safeParse(output);
    if (parsed.success) return parsed.data;
    log.error('answer refused', { part, error: z.prettifyError(parsed.error) });
    return failed({ kind: 'refused', reason: `The ${part} process answered in a form this version does not know.` });
  };
  return {
    open(id: number, question: { name: string; spec: CallSpec }, resolve: Settle) {
      const { name, spec } = question;
      const settle: Settle = (result) => {
        cancel();
        waiting.delete(id);
        resolve(result);
      };
      const cancel = clock.after(spec.deadlineMs, () => {
        settle(failed({ kind: 'deadline-passed', what: `${part}: ${name}`, afterMs: spec.deadlineMs }));
      });
      waiting.set(id, { spec, settle });
    },
    answer(id: number, output: unknown) {
      const question = waiting.get(id);
      question?.settle(read(question.spec, output));
    },
    abandon() {
      for (const question of [...waiting.values()])
        question.settle(failed({ kind: 'process-lost', part, exitCode: null }));
    },
  };
}

/** The side that asks. */
export function connect<C extends Contract>(port: Port, contract: C, deps: Deps): Client<C> {
  const listeners = createListeners(contract, deps);
  const questions = createQuestions(deps);
  let lastId = 0;
  let closed = false;

  port.onMessage((raw) => {
    const message = Wire.safeParse(raw);
    if (!message.success) return;
    if (message.data.type === 'answer') questions.answer(message.data.id, message.data.output);
    if (message.data.type === 'event') listeners.tell(message.data.name, message.data.payload);
  });
  port.onClose(() => {
    closed = true;
    questions.abandon();
  });

  const client = {
    call(name: string, input: unknown): Promise<Result<unknown, Failure>> {
      if (closed) return Promise.resolve(failed({ kind: 'process-lost', part: deps.part, exitCode: null }));
      const id = ++lastId;
      return new Promise((resolve) => {
        questions.open(id, { name, spec: contract[name] as CallSpec }, resolve);
        port.post({ type: 'ask', id, name, input } satisfies Wire);
      });
    },
    on: listeners.on,
  };
  return client as unknown as Client<C>;
}
