/**
 * Keeps the page's process small. Chromium holds on to a thousand decoded pictures and to garbage for as long as the machine has room; here the
 * room is wanted for a training beside it.
 */
import { app, type WebContents } from 'electron';
import { leastLimit, leftWithoutGarbage, limitAfter } from './memory-limit.ts';

const secondsBetween = 10;

export function keepSmall(contents: WebContents): void {
  let limit = leastLimit;
  let isAsked = false;
  const look = async (): Promise<void> => {
    if (isAsked || residentMegabytes(contents) <= limit) return;
    // Somebody has the developer's tools open, and looks at what is there.
    if (contents.isDevToolsOpened() || contents.debugger.isAttached()) return;
    isAsked = true;
    try {
      await letGo(contents);
      limit = limitAfter(residentMegabytes(contents));
    } catch (error) {
      console.error(`The page's memory could not be made smaller: ${error}`);
    } finally {
      isAsked = false;
    }
  };
  const timer = setInterval(() => void look(), secondsBetween * 1000);
  contents.once('destroyed', () => clearInterval(timer));
}

/** Only the page's debugger can ask for it. It is let go at once: one that stays keeps what the page loads. */
async function letGo(contents: WebContents): Promise<void> {
  contents.debugger.attach('1.3');
  try {
    // Decoded pictures cost the page no pause, a collection does: it comes second.
    await contents.debugger.sendCommand('Memory.simulatePressureNotification', { level: 'critical' });
    if (residentMegabytes(contents) > leftWithoutGarbage)
      await contents.debugger.sendCommand('HeapProfiler.collectGarbage');
  } finally {
    contents.debugger.detach();
  }
}

/** Zero while it has no process. */
function residentMegabytes(contents: WebContents): number {
  if (contents.isDestroyed()) return 0;
  const pid = contents.getOSProcessId();
  const kilobytes = app.getAppMetrics().find((one) => one.pid === pid)?.memory.workingSetSize ?? 0;
  return kilobytes / 1024;
}
