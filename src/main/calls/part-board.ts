import type { Clock } from '../../base/clock.ts';
import type { HostName } from '../../domain/call/call-event.ts';
import { withFailure, withoutFailure } from '../../domain/call/step.ts';
import type { Failure } from '../../domain/failure.ts';
import type { PartHealth } from '../../domain/health/part-health.ts';
import type { Hosts } from './softphone-hosts.ts';

type Part = PartHealth['part'];
type Report = Partial<Pick<PartHealth, 'detail' | 'failure' | 'nextTryWallMs'>>;

const partOfHost: Record<HostName, Part> = {
  voice: 'voice-process',
  store: 'store',
  practice: 'practice',
  line: 'line',
};
const enginesOfVoice: readonly Part[] = [
  'speech-to-text',
  'voice-activity',
  'end-of-turn',
  'voice',
  'language-model',
  'checkpoints',
];

/** The part of the machine that a failure of the line's window is about. */
export function partOfLineFailure(failure: Failure): Part {
  const { kind } = failure;
  if (kind === 'device-replaced') return failure.device;
  if (kind === 'microphone-denied' || kind === 'microphone-missing' || kind === 'file-unreadable') return 'microphone';
  return kind === 'sound-unavailable' ? 'speaker' : 'line';
}

export type PartBoard = {
  list(): PartHealth[];
  /** What is the matter with a part, or that nothing is. `sinceWallMs` stays while the state does. */
  report(part: Part, state: PartHealth['state'], rest?: Report): void;
  onChange(listener: (health: PartHealth) => void): () => void;
};

/** How every part of the machine is, as the Health screen shows it. */
export function createPartBoard({ clock }: { clock: Clock }): PartBoard {
  const parts = new Map<Part, PartHealth>();
  const listeners = new Set<(health: PartHealth) => void>();
  return {
    list: () => [...parts.values()],
    report(part, state, { detail, failure, nextTryWallMs } = {}) {
      const known = parts.get(part);
      const next: PartHealth = {
        part,
        state,
        detail: detail ?? known?.detail ?? '',
        sinceWallMs: known?.state === state ? known.sinceWallMs : clock.wallTime(),
        ...(failure ? { failure } : {}),
        ...(nextTryWallMs === undefined ? {} : { nextTryWallMs }),
      };
      if (JSON.stringify(next) === JSON.stringify(known)) return;
      parts.set(part, next);
      for (const listener of [...listeners]) listener(next);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Keeps the board true while processes come and go and their parts report. */
export function watchParts<Native>(board: PartBoard, hosts: Hosts<Native>): void {
  const { voice, line, store, practice } = hosts;
  for (const host of [voice, line, store, practice]) {
    board.report(partOfHost[host.name], 'starting');
    host.onChange((change) => {
      if (change.state === 'started') {
        board.report(partOfHost[host.name], 'ready');
        return;
      }
      const failure = { kind: 'process-lost', part: host.name, exitCode: change.exitCode } as const;
      if (change.onPurpose) board.report(partOfHost[host.name], 'starting');
      else board.report(partOfHost[host.name], 'degraded', { failure });
      if (host === voice) for (const engine of enginesOfVoice) board.report(engine, 'starting');
    });
  }
  const note = ({ part, state, sinceWallMs: _, ...rest }: PartHealth) => board.report(part, state, rest);
  voice.on('part.changed', note);
  voice.onChange((change) => {
    if (change.state !== 'started') return;
    void voice.call('engines.list', null).then((answer) => {
      if (answer.ok) answer.value.forEach(note);
    });
  });
  line.on('part.degraded', ({ failure }) => board.report(partOfLineFailure(failure), 'degraded', { failure }));
  line.on('part.recovered', ({ failure }) => {
    const part = partOfLineFailure(failure);
    const shown = board.list().find((health) => health.part === part)?.failure;
    if (JSON.stringify(shown) === JSON.stringify(failure)) board.report(part, 'ready');
  });
  watchStore(board, store);
  practice.on('part.degraded', ({ failure }) => board.report('practice', 'degraded', { failure }));
}

/** Its database and a recording may be in trouble at the same time: it is well when the last of them is over. */
function watchStore<Native>(board: PartBoard, store: Hosts<Native>['store']): void {
  let troubles: readonly Failure[] = [];
  const show = () => {
    const failure = troubles.at(-1);
    if (failure) board.report('store', 'degraded', { failure });
    else board.report('store', 'ready');
  };
  store.onChange(() => {
    troubles = [];
  });
  store.on('part.degraded', ({ failure }) => {
    troubles = withFailure(troubles, failure);
    show();
  });
  store.on('part.recovered', ({ failure }) => {
    troubles = withoutFailure(troubles, failure);
    show();
  });
}
