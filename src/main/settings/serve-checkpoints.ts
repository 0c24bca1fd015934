import { ok } from '../../base/result.ts';
import type { Handlers } from '../../contract/define.ts';
import type { screenContract } from '../../contract/screen.ts';
import type { Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Settings, SettingsChange } from '../../domain/settings/settings.ts';
import type { Hosts } from '../calls/softphone-hosts.ts';
import type { SettingsApplier } from './apply-settings.ts';

/** The screen's wishes about where unfinished calls are kept. */
export function checkpointHandlers<Native>(deps: {
  hosts: Hosts<Native>;
  applier: SettingsApplier;
  change(change: SettingsChange): Promise<Result<Settings, Failure>>;
}) {
  const { hosts, applier } = deps;
  const { keeper } = applier;
  return {
    'checkpoints.get': () => ok(keeper.view()),
    'checkpoints.try': (server) => hosts.voice.call('checkpoints.try', keeper.written(server)),
    'checkpoints.keep': async (server) => {
      const kept = keeper.keep(server);
      if (!kept.ok) return kept;
      const answer = await deps.change(kept.value.change);
      if (!answer.ok) {
        kept.value.undo();
        return answer;
      }
      // Another password alone changes no setting.
      await applier.chooseCheckpoints();
      return ok(keeper.view());
    },
  } satisfies Partial<Handlers<typeof screenContract>>;
}
