import type { Clock } from '../../../base/clock.ts';
import type { ServerChoice } from '../../../domain/checkpoint/checkpoint-choice.ts';
import type { Failure } from '../../../domain/failure.ts';
import type { CheckpointServer } from './checkpoint-server.ts';
import { ANSWER_MS, within } from './deadline.ts';
import { serverAway } from './server-trouble.ts';
import { CONNECT_MS, connectAndTry } from './try-server.ts';

/** Between two attempts; the last one again and again. */
const RETRY_MS = [500, 1_000, 2_000, 5_000, 15_000] as const;

export type LinkState = { state: 'ready'; about: string } | { state: 'away'; failure: Failure };

/** The server that was chosen: there, or away and looked for. */
export type ServerLink = {
  readonly choice: ServerChoice;
  /** Undefined while it is away. */
  server(): CheckpointServer | undefined;
  /** Once the first attempt to reach it has ended, however. */
  readonly tried: Promise<void>;
  /** What it was asked failed: it counts as away until it is reached anew. */
  failed(server: CheckpointServer, error: unknown): void;
  /** Has it forget a call as soon as it can be reached. */
  forget(callId: string): Promise<void>;
  /** Looks for it now, where it is away. */
  retry(): void;
  close(): void;
};

/** Keeps a connection to the server, and makes it anew whenever it is lost. */
export function linkServer(
  choice: ServerChoice,
  { clock, onState }: { clock: Clock; onState(state: LinkState): void },
): ServerLink {
  let current: CheckpointServer | undefined;
  let closed = false;
  let attempts = 0;
  let attempt: AbortController | undefined;
  let cancelRetry = () => {};
  const owed = new Set<string>();

  const away = (error: unknown) => {
    onState({ state: 'away', failure: serverAway(choice, error) });
    cancelRetry();
    cancelRetry = clock.after(RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)] ?? 0, () => void connect());
    attempts += 1;
  };

  async function connect(): Promise<void> {
    if (attempt || current || closed) return;
    cancelRetry();
    const mine = (attempt = new AbortController());
    let server: CheckpointServer | undefined;
    const onBroken = (error: unknown) => server && failed(server, error);
    try {
      server = await within(connectAndTry(choice, { signal: mine.signal, onBroken }), CONNECT_MS, clock);
      current = server;
      attempts = 0;
      onState({ state: 'ready', about: server.about });
      void settle(server);
    } catch (error) {
      mine.abort();
      if (!closed) away(error);
    } finally {
      attempt = undefined;
    }
  }

  /** Where this fails it is the next thing asked that notices; nobody waits for it. */
  async function settle(server: CheckpointServer): Promise<void> {
    try {
      for (const callId of [...owed]) {
        await server.forget(callId);
        owed.delete(callId);
      }
      await server.tidy(clock.wallTime());
    } catch {
      // What is left over expires.
    }
  }

  function failed(server: CheckpointServer, error: unknown): void {
    if (server !== current || closed) return;
    current = undefined;
    server.close();
    away(error);
  }

  const tried = connect();
  return {
    choice,
    server: () => current,
    tried,
    failed,
    async forget(callId) {
      owed.add(callId);
      const server = current;
      if (!server) return;
      try {
        await within(server.forget(callId), ANSWER_MS, clock);
        owed.delete(callId);
      } catch (error) {
        failed(server, error);
      }
    },
    retry: () => void connect(),
    close() {
      closed = true;
      cancelRetry();
      attempt?.abort();
      current?.close();
      current = undefined;
    },
  };
}
