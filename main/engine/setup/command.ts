/**
 * Short-lived commands of set-up (apt, pip, npm, python --version). The workers' spawn function is about long-lived,
 * supervised processes; here all that matters is the exit status and the last lines of output.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Outcome = { code: number; output: string[] };

type Options = {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Called with each line of output as it comes. */
  onLine?: (line: string) => void;
  /** Milliseconds until it is killed; such a command answers with code 124, as timeout(1) does. */
  limit?: number;
};

const keptLines = 4_000;

/** Runs a command to its end. Never throws: a command that does not exist answers with code 127, as a shell does. */
export function run(command: string, args: readonly string[], options: Options = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const output: string[] = [];
    const child = spawn(command, args, {
      env: options.env ?? process.env,
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let timedOut = false;
    const timer =
      options.limit === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, options.limit);
    const take = (line: string): void => {
      output.push(line);
      if (output.length > keptLines) output.shift();
      options.onLine?.(line);
    };
    createInterface({ input: child.stdout }).on('line', take);
    createInterface({ input: child.stderr }).on('line', take);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: [...output, error.message] });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: timedOut ? 124 : (code ?? 1), output });
    });
  });
}

/** The last lines of an outcome, indented, for an error message. */
export const tail = (outcome: Outcome, lines = 12): string =>
  outcome.output
    .filter((line) => line.trim() !== '')
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n');
