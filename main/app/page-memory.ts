/**
 * Keeps the page's process small. Chromium holds on to a thousand decoded pictures and to garbage for as long as the machine has room; here the
 * room is wanted for a training beside it.
 */
import { app, type WebContents } from 'electron';
import { leastLimit, limitAfter } from './memory-limit.ts';
import { withDebugger } from './page-debugger.ts';

const secondsBetween = 10;

export function keepSmall(contents: WebContents): void {
  let limit = leastLimit;
  let isAsked = false;
  const look = async (): Promise<void> => {
    if (isAsked || residentMegabytes(contents) <= limit) return;
    isAsked = true;
    try {
      await withDebugger(contents, async (page) => {
        // Decoded pictures cost the page no pause, a collection does: it comes second.
        await page.sendCommand('Memory.simulatePressureNotification', { level: 'critical' });
        if (residentMegabytes(contents) > leastLimit) await page.sendCommand('HeapProfiler.collectGarbage');
      });
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

/** Zero while it has no process. */
function residentMegabytes(contents: WebContents): number {
  if (contents.isDestroyed()) return 0;
  const pid = contents.getOSProcessId();
  const kilobytes = app.getAppMetrics().find((one) => one.pid === pid)?.memory.workingSetSize ?? 0;
  return kilobytes / 1024;
}
