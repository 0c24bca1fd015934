import type { Clock } from '../../base/clock.ts';
import { failed } from '../../base/result.ts';
import { hasEffect, type ToolRequest, type ToolResult } from '../../domain/agent/tool.ts';
import { type Calendar, idempotencyKey } from '../../domain/scheduling/calendar.ts';

/** The tools as one reply may use them. */
export type ToolPass = {
  /**
   * Looks something up at once. Does something only once the caller is hearing the reply that asks for it, and never
   * where that reply was overtaken meanwhile: then, and where the reply is aborted while it waits, the answer is null.
   */
  use(request: ToolRequest): Promise<ToolResult | null>;
};

/** The tools of one call, and the fence round them: one reply at a time may act. */
export type Tools = {
  /** For the reply of this turn; what was open before is stale from now on. */
  open(reply: { signal: AbortSignal; taken: Promise<void> }): ToolPass;
  /** The call has changed hands, or is over: nothing that was asked for may still begin. */
  close(): void;
  /** What has begun is done, or has taken too long: what comes next must know of it. */
  settled(): Promise<void>;
};

type ToolsDeps = {
  callId: string;
  leadName: string;
  number: string | null;
  /** null: there is none; every request is answered so. */
  calendar: Calendar | null;
  clock: Pick<Clock, 'after' | 'during'>;
  /** Told what is about to be done; it is not done before that is remembered. */
  onBegin: (request: ToolRequest) => Promise<void>;
  /**
   * Told what was really done, also where nobody waits for it any longer; and what was looked up, once the caller hears the
   * reply it was looked up for.
   */
  onDone: (request: ToolRequest, result: ToolResult) => void;
};

/** A caller who waits for a look into the calendar is not kept longer; who waits for a booking hears "one moment". */
const LOOK_MS = 1_500;
const DO_MS = 4_000;
/** The next reply waits so long for what the last one began. */
const SETTLE_MS = 600;

export function createTools(deps: ToolsDeps): Tools {
  const { clock } = deps;
  let generation = 0;
  const running = new Set<Promise<unknown>>();

  async function act(request: ToolRequest, isStale: () => boolean): Promise<ToolResult | null> {
    if (hasEffect(request)) {
      await deps.onBegin(request);
      // To remember it takes a while, on a server that is far away a long one.
      if (isStale()) return null;
    }
    const asked = clock
      .during(ask(request, deps))
      .catch((error: unknown) => unavailable(request, error instanceof Error ? error.message : String(error)));
    const result = await within(asked, request, clock);
    // What was given up waiting for may have been done all the same, and then it counts.
    if (hasEffect(request)) void asked.then((done) => deps.onDone(request, done));
    return result;
  }

  return {
    open({ signal, taken }) {
      const mine = ++generation;
      const isStale = () => signal.aborted || mine !== generation;
      const tellOnceTaken = async (request: ToolRequest, work: Promise<ToolResult | null>) => {
        const result = await work;
        await orAborted(taken, signal);
        if (result && !isStale()) deps.onDone(request, result);
      };
      return {
        async use(request) {
          if (hasEffect(request)) {
            await orAborted(taken, signal);
            if (isStale()) return null;
          }
          const work = act(request, isStale);
          if (hasEffect(request)) {
            running.add(work);
            void work.finally(() => running.delete(work));
          } else void tellOnceTaken(request, work);
          // What has begun goes on to its end; only the waiting for it stops.
          return (await orAborted(work, signal)) ?? null;
        },
      };
    },
    close() {
      generation++;
    },
    async settled() {
      if (running.size === 0) return;
      await new Promise<void>((resolve) => {
        const cancel = clock.after(SETTLE_MS, resolve);
        void Promise.allSettled(running).then(() => {
          cancel();
          resolve();
        });
      });
    },
  };
}

async function ask(request: ToolRequest, deps: ToolsDeps): Promise<ToolResult> {
  const { calendar, callId, leadName, number } = deps;
  if (!calendar) return unavailable(request, 'there is none');
  const key = (act: 'hold' | 'commit' | 'cancel', what: Parameters<typeof idempotencyKey>[2]) => ({
    key: idempotencyKey(callId, act, what),
    callId,
  });
  switch (request.tool) {
    case 'free':
      return { tool: 'free', answer: await calendar.free(request) };
    case 'find':
      return { tool: 'find', answer: await calendar.find({ callId, number }) };
    case 'hold':
      return {
        tool: 'hold',
        answer: await calendar.hold({ ...key('hold', request.slot), slot: request.slot, leadName, number }),
      };
    case 'commit': {
      const { appointmentId, replaces } = request;
      return {
        tool: 'commit',
        answer: await calendar.commit({ ...key('commit', appointmentId), appointmentId, replaces }),
      };
    }
    case 'cancel': {
      const { appointmentId } = request;
      return { tool: 'cancel', answer: await calendar.cancel({ ...key('cancel', appointmentId), appointmentId }) };
    }
  }
}

const unavailable = ({ tool }: ToolRequest, detail: string): ToolResult => ({
  tool,
  answer: failed({ kind: 'calendar-unavailable', detail }),
});

function within(work: Promise<ToolResult>, request: ToolRequest, clock: Pick<Clock, 'after'>): Promise<ToolResult> {
  return new Promise((resolve) => {
    const tooLong = () => resolve(unavailable(request, 'it did not answer in time'));
    const cancel = clock.after(hasEffect(request) ? DO_MS : LOOK_MS, tooLong);
    void work.then(resolve).finally(cancel);
  });
}

/** What `work` answers, or undefined as soon as the signal aborts. */
function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value | undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, stop).finally(() => signal.removeEventListener('abort', stop));
  });
}
