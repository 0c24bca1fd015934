/** Whether a window can be shown. On Linux that takes an X or Wayland server; elsewhere there always is one. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
