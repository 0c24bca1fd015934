import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { WorkflowSeed } from '../../../domain/agent/workflow-seed.ts';

/**
 * What words belong to. Another prompt, model or house makes other words of the same meaning, and so does another reason
 * for the call: it may name what is this lead's alone.
 */
export type ReplyKey = {
  agent: string;
  /** Versions of the prompts that they were asked for with. */
  prompts: string;
  model: string;
  house: Pick<WorkflowSeed, 'brokerage' | 'agentName' | 'humanName' | 'purpose'>;
  meaning: string;
};

/** A place that outlives this process, or that several share. Slow, or gone: nobody waits for it. */
export type SharedReplies = {
  read(key: string): Promise<readonly string[]>;
  add(key: string, text: string): Promise<void>;
  close(): void;
};

/** A model's words that serve any caller, so that the next one hears them without waiting. */
export type ReplyCache = {
  /** Words for this meaning that are not among those said before; null where there are none. Answers at once. */
  find(key: ReplyKey, call: { saidBefore: readonly string[]; salt: number }): string | null;
  keep(key: ReplyKey, text: string): void;
  /** These did not pass the guard. */
  drop(key: ReplyKey, text: string): void;
  readonly counts: { wanted: number; found: number };
  /** Keeps them there as well from now on; null: in this process only. */
  share(place: SharedReplies | null): void;
  close(): void;
};

/** Meanings times agents times models: far more than a brokerage has. */
const MOST_MEANINGS = 500;
/** So many ways to say it; then nobody hears the difference. */
const MOST_WORDINGS = 4;

export function createReplyCache(): ReplyCache {
  let shared: SharedReplies | null = null;
  const kept = new LRUCache<string, readonly string[]>({ max: MOST_MEANINGS });
  const counts = { wanted: 0, found: 0 };
  const add = (key: string, texts: readonly string[]) => {
    const known = kept.get(key) ?? [];
    kept.set(key, [...new Set([...known, ...texts])].slice(0, MOST_WORDINGS));
  };
  /** For the next caller who wants it: this one does not wait. */
  const fetchBehind = (key: string) => {
    // Its own troubles are told where the connection is.
    shared?.read(key).then(
      (texts) => add(key, texts),
      () => {},
    );
  };

  return {
    find(where, { saidBefore, salt }) {
      const key = keyOf(where);
      counts.wanted++;
      const known = kept.get(key);
      if (!known) fetchBehind(key);
      const said = saidBefore.map(plain).join(' ');
      const fresh = (known ?? []).filter((text) => !said.includes(plain(text)));
      const text = fresh[salt % fresh.length] ?? null;
      if (text !== null) counts.found++;
      return text;
    },
    keep(where, text) {
      const key = keyOf(where);
      if ((kept.get(key) ?? []).length >= MOST_WORDINGS) return;
      add(key, [text]);
      shared?.add(key, text).catch(() => {});
    },
    drop(where, text) {
      const key = keyOf(where);
      kept.set(
        key,
        (kept.get(key) ?? []).filter((one) => one !== text),
      );
    },
    counts,
    share(place) {
      shared?.close();
      shared = place;
    },
    close: () => shared?.close(),
  };
}

function keyOf({ agent, prompts, model, house, meaning }: ReplyKey): string {
  const all = [agent, prompts, model, house.brokerage, house.agentName, house.humanName, house.purpose, meaning];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 40);
}
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
