/** A screen for the window: the machine's, or a virtual one that ends with us. */
import { type ChildProcess, spawn } from 'node:child_process';
import { onPath } from './apt.ts';
import { hasDisplay } from './machine.ts';
import { SetupError } from './step.ts';

type Display = { env: NodeJS.ProcessEnv; stop: () => void };

/** Xvfb takes the first free number by itself and tells it on its third channel, so that two never fight for one. */
function startVirtualScreen(): Promise<{ number: string; child: ChildProcess }> {
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  // setpriv ends the screen with us even when we are killed outright.
  const command = onPath('setpriv') ? ['setpriv', '--pdeathsig', 'TERM', 'Xvfb', ...args] : ['Xvfb', ...args];
  const child = spawn(command[0] as string, command.slice(1), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new SetupError(`Xvfb, the virtual screen, ${why}.`, 'npm run setup -- display'));
    child.on('error', (error) => fail(`did not start (${error.message})`));
    child.on('exit', (code) => fail(`ended at once (exit ${code})`));
    child.stdio[3]?.once('data', (number: Buffer) => resolve({ number: number.toString().trim(), child }));
  });
}

async function openDisplay(): Promise<Display> {
  if (hasDisplay()) return { env: process.env, stop: () => {} };
  const { number, child } = await startVirtualScreen();
  return { env: { ...process.env, DISPLAY: `:${number}` }, stop: () => child.kill() };
}

/** Runs `work` with an environment that has a display; a virtual one is stopped afterwards. */
export async function withDisplay<T>(work: (env: NodeJS.ProcessEnv) => Promise<T>): Promise<T> {
  const display = await openDisplay();
  try {
    return await work(display.env);
  } finally {
    display.stop();
  }
}
