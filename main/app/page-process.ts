/** The page's process may die (memory, a fault of Chromium's): the page is then loaded again where it was, a bounded number of times. */
import type { WebContents } from 'electron';

/** This many ends within a minute are a fault that loading again does not mend. */
const reloadsPerMinute = 3;

export function reloadWhenGone(contents: WebContents): void {
  let ends: number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    console.error(`The page's process ended: ${reason}.`);
    if (reason === 'clean-exit' || contents.isDestroyed()) return;
    const now = Date.now();
    ends = [...ends.filter((end) => now - end < 60_000), now];
    // Not from within the event: the page's process is still being taken down then.
    if (ends.length <= reloadsPerMinute) setTimeout(() => contents.isDestroyed() || contents.reload(), 100);
  });
}
