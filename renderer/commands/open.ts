/** The palette and the sheet of shortcuts are opened from anywhere; who shows them listens here. */
export type Overlay = 'palette' | 'shortcuts';

const listeners = new Set<(overlay: Overlay) => void>();

export const onOpen = (listener: (overlay: Overlay) => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const openPalette = (): void => open('palette');
export const openShortcuts = (): void => open('shortcuts');

function open(overlay: Overlay): void {
  for (const listener of listeners) listener(overlay);
}
