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
export function serve<C extends Contract>(port: Port, contract: C, deps: { handlers: Handlers<C>; log: Log }): Server<C> {
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
      log.error('handler threw', { name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
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

/** The side that asks. Answers and events are parsed too: the other side may be an older process or a damaged one. */
export function connect<C extends Contract>(port: Port, contract: C, deps: { clock: Clock; log: Log; part: string }): Client<C> {
  const { clock, log, part } = deps;
  let lastId = 0;
  let closed = false;
  const waiting = new Map<number, { spec: CallSpec; settle: (result: Result<unknown, Failure>) => void }>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const lost = (): Result<never, Failure> => failed({ kind: 'process-lost', part, exitCode: null });

  const settle = (id: number, output: unknown) => {
    const waiter = waiting.get(id);
    if (!waiter) return;
    const parsed = outcome(waiter.spec.output).safeParse(output);
    if (!parsed.success) log.error('answer refused', { part, error: z.prettifyError(parsed.error) });
    waiter.settle(
      parsed.success ? (parsed.data as Result<unknown, Failure>) : failed({ kind: 'refused', reason: `The ${part} process answered in a form this version does not know.` }),
    );
  };
  const tell = (name: string, payload: unknown) => {
    const spec = contract[name];
    if (spec?.kind !== 'event') return;
    const parsed = spec.payload.safeParse(payload);
    if (!parsed.success) {
      log.error('event refused', { part, name, error: z.prettifyError(parsed.error) });
      return;
    }
    for (const listener of [...(listeners.get(name) ?? [])]) listener(parsed.data);
  };

  port.onMessage((raw) => {
    const message = Wire.safeParse(raw);
    if (!message.success) return;
    if (message.data.type === 'answer') settle(message.data.id, message.data.output);
    if (message.data.type === 'event') tell(message.data.name, message.data.payload);
  });
  port.onClose(() => {
    closed = true;
    for (const waiter of [...waiting.values()]) waiter.settle(lost());
  });

  const client = {
    call(name: string, input: unknown): Promise<Result<unknown, Failure>> {
      if (closed) return Promise.resolve(lost());
      const spec = contract[name] as CallSpec;
      const id = ++lastId;
      return new Promise((resolve) => {
        const cancel = clock.after(spec.deadlineMs, () => {
          finish(failed({ kind: 'deadline-passed', what: `${part}: ${name}`, afterMs: spec.deadlineMs }));
        });
        const finish = (result: Result<unknown, Failure>) => {
          cancel();
          waiting.delete(id);
          resolve(result);
        };
        waiting.set(id, { spec, settle: finish });
        port.post({ type: 'ask', id, name, input } satisfies Wire);
      });
    },
    on(name: string, listener: (payload: unknown) => void) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => {
        set.delete(listener);
      };
    },
  };
  return client as unknown as Client<C>;
}
