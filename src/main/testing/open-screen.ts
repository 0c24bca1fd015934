import { silentLog } from '../../base/log.ts';
import { createPortPair } from '../../base/port.ts';
import { screenContract } from '../../contract/screen.ts';
import { connect } from '../../contract/wire.ts';
import type { createScriptedSoftphone } from './scripted-softphone.ts';

/** A screen on a softphone, as its page sees it. */
export function openScreen({ softphone, clock }: ReturnType<typeof createScriptedSoftphone>) {
  const [ours, mains] = createPortPair();
  softphone.attachScreen(mains);
  return connect(ours, screenContract, { clock, log: silentLog, part: 'main' });
}
