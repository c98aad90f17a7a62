/** One run at a time: run.lock names the process and when it started, so that a reused process id is never mistaken for it. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { EngineFailure } from '../failure.ts';

const Holder = z.strictObject({ pid: z.int(), started: z.string(), since: z.string() });
export type Holder = z.infer<typeof Holder>;

/** When a process began, as its system tells it; null when it is gone. Field 22 of /proc/PID/stat; elsewhere only that it lives. */
export function startOf(pid: number): string | null {
  if (existsSync('/proc/self/stat')) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in brackets may hold anything; the fields after it are plain. A zombie has ended.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? null : (fields[19] ?? null);
    } catch {
      return null;
    }
  }
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch {
    return null;
  }
}

/** Who runs the experiment now; null when nobody does, or the one who did is dead. */
export function holderOf(file: string): Holder | null {
  let holder: Holder;
  try {
    holder = Holder.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
  return startOf(holder.pid) === holder.started ? holder : null;
}

/** Takes the lock, also from a dead process; null on success, else who holds it. */
export function takeLock(file: string): Holder | null {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const holder: Holder = {
        pid: process.pid,
        started: startOf(process.pid) ?? '',
        since: new Date().toISOString(),
      };
      writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
      return null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = holderOf(file);
      if (holder) return holder;
      rmSync(file, { force: true });
    }
  }
  return holderOf(file);
}

export function releaseLock(file: string): void {
  if (holderOf(file)?.pid === process.pid) rmSync(file, { force: true });
}

export function alreadyRunning(folder: string, { pid, since }: Holder): EngineFailure {
  return new EngineFailure(
    `The experiment at ${folder} is already running, in process ${pid} since ${since}.`,
    'Watch it or pause it in Run, or in a terminal with `squared status` and `squared cancel`.',
  );
}
