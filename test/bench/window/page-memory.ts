/** What the page's process takes, as the system counts it. */
import { readFileSync } from 'node:fs';
import type * as Electron from 'electron';
import type { MainProcess } from './main-process.ts';

interface Resident {
  /** All pages in memory, those of Electron's own file among them (about 100 MB), which all of its processes share. */
  readonly residentMegabytes: number;
  /** Those that no other process has: what would be free without it. Not a number where the system does not tell (only Linux does). */
  readonly privateMegabytes: number;
}

export async function memoryOfPage(main: MainProcess): Promise<Resident> {
  const { pid, kilobytes } = await main.evaluate(() => {
    const of = electron.BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    const found = electron.app.getAppMetrics().find((one) => one.pid === of);
    return { pid: of ?? 0, kilobytes: found?.memory.workingSetSize ?? 0 };
  }, null);
  return { residentMegabytes: kilobytes / 1024, privateMegabytes: privateMegabytes(pid) };
}

function privateMegabytes(pid: number): number {
  try {
    const rows = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB$/gm);
    return [...rows].reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0) / 1024;
  } catch {
    return Number.NaN;
  }
}

interface Live {
  /** Live objects of the page's scripts, after a collection. */
  readonly heapMegabytes: number;
  /** Nodes of its documents that are alive then, seen or not. */
  readonly nodes: number;
}

/** Takes the page's debugger for it and collects its garbage: to be asked last. */
export const liveObjects = (main: MainProcess): Promise<Live> =>
  main.evaluate(async () => {
    const page = (electron.BrowserWindow.getAllWindows()[0] as Electron.BrowserWindow).webContents.debugger;
    page.attach('1.3');
    await page.sendCommand('HeapProfiler.collectGarbage');
    const { usedSize } = await page.sendCommand('Runtime.getHeapUsage');
    const { nodes } = await page.sendCommand('Memory.getDOMCounters');
    page.detach();
    return { heapMegabytes: usedSize / 1e6, nodes };
  }, null);
