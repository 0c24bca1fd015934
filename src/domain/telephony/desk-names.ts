export type DeskNames = {
  /** Under which this desk is rung. Twilio: letters, digits and underscores. */
  identity: string;
  /** Names this machine among others, in letters, digits and underscores too. */
  deviceName: string;
};

/** Long enough to tell desks apart; Twilio's names for keys end at 64 characters. */
const MOST = 40;

/** Names for this desk at Twilio, out of its host name: the same as long as that stays the same. */
export function deskNames(hostName: string): DeskNames {
  const [label = ''] = hostName.split('.');
  const safe = label
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, MOST)
    .replaceAll(/^_+|_+$/g, '');
  const deviceName = safe || 'desk';
  return { identity: `latchkey_${deviceName}`, deviceName };
}
