// Runs in a page: Chromium's own test microphones and speakers, which cannot be unplugged, as ones that can. What is
// unplugged is in no list any more and cannot be opened, its tracks end, and `devicechange` is told: the same as Chromium
// does when a device goes.
(() => {
  const gone = new Set();
  const tracks = new Set();
  const media = navigator.mediaDevices;
  const list = media.enumerateDevices.bind(media);
  const open = media.getUserMedia.bind(media);
  media.enumerateDevices = async () => (await list()).filter(({ label }) => !gone.has(label));
  const there = async (kind) => (await media.enumerateDevices()).filter((device) => device.kind === kind);
  media.getUserMedia = async ({ audio }) => {
    const inputs = await there('audioinput');
    const device = inputs.find(({ deviceId }) => deviceId === audio.deviceId?.ideal) ?? inputs[0];
    if (!device) throw new DOMException('Requested device not found', 'NotFoundError');
    const stream = await open({ audio: { ...audio, deviceId: { exact: device.deviceId } } });
    for (const track of stream.getAudioTracks()) tracks.add(track);
    return stream;
  };
  const { setSinkId } = AudioContext.prototype;
  AudioContext.prototype.setSinkId = async function (sink) {
    // As in Chromium: what it has already is not looked for.
    if (sink === this.sinkId) return undefined;
    const named = typeof sink === 'string' && sink !== '';
    if (named && !(await there('audiooutput')).some(({ deviceId }) => deviceId === sink)) {
      throw new DOMException('The device is not found', 'NotFoundError');
    }
    return setSinkId.call(this, sink);
  };
  globalThis.changeDevices = (labels, isGone) => {
    for (const label of labels) gone[isGone ? 'add' : 'delete'](label);
    for (const track of tracks) {
      if (track.readyState === 'ended' || !gone.has(track.label)) continue;
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    media.dispatchEvent(new Event('devicechange'));
  };
})();
