/** The one place that starts a child process. Its failure carries the command, the exit and the last lines it said. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { EngineFailure } from '../failure.ts';

const linesKept = 20;

export interface RunningProcess {
  readonly pid: number;
  readonly child: ChildProcessWithoutNullStreams;
  /** What it wrote to stderr last, for error messages. */
  lastWords(): string;
  /** Settles when the process is gone; never rejects. */
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  /** SIGTERM, and SIGKILL if that is not enough. Only ever signals a child that has not been reaped, so never a reused pid. */
  stop(graceMilliseconds: number): Promise<void>;
}

export interface ProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  readonly onStderr: (line: string) => void;
}

export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { command, args, cwd, env, onLine, onStderr } = options;
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
  const words: string[] = [];
  createInterface({ input: child.stdout }).on('line', onLine);
  createInterface({ input: child.stderr }).on('line', (line) => {
    words.push(line);
    if (words.length > linesKept) words.shift();
    onStderr(line);
  });
  // A child that is gone cannot be written to; its end is reported by `ended`.
  child.stdin.on('error', () => {});
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => {
      reject(
        new EngineFailure(
          `${command} could not be started: ${error.message}.`,
          'Doctor says what is missing; `npm run setup` in a terminal sets it up. Then resume.',
          { cause: error },
        ),
      );
    });
  });
  child.on('error', () => {});
  return {
    pid: child.pid as number,
    child,
    lastWords: () => words.join('\n'),
    ended,
    async stop(grace) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), grace);
      await ended;
      clearTimeout(timer);
    },
  };
}
