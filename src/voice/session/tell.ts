import type { Server } from '../../contract/define.ts';
import type { voiceContract } from '../../contract/voice.ts';

/** Tells main what happened. */
export type Tell = Server<typeof voiceContract>['emit'];
