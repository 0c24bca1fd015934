/** The system's own choice is kept as ''. */
export const asDeviceId = (id: string): string => (id === 'default' ? '' : id);

export type KnownDevices = {
  /** The devices of one kind that are there now. */
  list(kind: MediaDeviceKind): Promise<MediaDeviceInfo[]>;
  /** What a device is called, also when it is gone; `otherwise` where it was never seen. */
  nameOf(id: string, otherwise: string): string;
};

/** The system's devices, and what those were called that are gone: a person knows them by their names. */
export function createKnownDevices(): KnownDevices {
  const names = new Map<string, string>();
  return {
    async list(kind) {
      const all = await navigator.mediaDevices.enumerateDevices();
      for (const { deviceId, label } of all) if (label) names.set(deviceId, label);
      return all.filter((device) => device.kind === kind);
    },
    nameOf: (id, otherwise) => names.get(id === '' ? 'default' : id) ?? otherwise,
  };
}
