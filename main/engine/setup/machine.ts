/** What this machine lets set-up do by itself. */

export const isRoot = (): boolean => process.getuid?.() === 0;

export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Root on a machine without a display is CI or a container: there, system packages may be installed unasked. */
export const maySystemInstall = (): boolean => isRoot() && !hasDisplay();
