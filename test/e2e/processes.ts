/** Which processes a window has started, and whether they are gone. */
import { execFileSync } from 'node:child_process';
import type { ElectronApplication } from '@playwright/test';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function all(): Process[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [, pid, parent, state = '', command = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    // A zombie has ended; only its parent has not looked yet.
    return pid && !state.startsWith('Z') ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

/** The engine and what it has started: its runs and their trainers. Chromium's own helpers are not ours to look at. */
export function engineProcesses(app: ElectronApplication): Process[] {
  const table = all();
  const below = (pid: number): Process[] =>
    table.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  const engine = below(app.process().pid as number).find(({ command }) =>
    command.includes('engine/server.ts'),
  );
  return engine ? [engine, ...below(engine.pid)] : [];
}

export const stillAlive = (processes: readonly Process[]): Process[] => {
  const table = all();
  return processes.filter(({ pid, command }) =>
    table.some((other) => other.pid === pid && other.command === command),
  );
};
