/** The engine as a child process of the window, under the project's own Node: calls come and answers go over process IPC. */
import { z } from 'zod';
import type { EngineError, RequestName } from '../../shared/requests.ts';
import { Engine } from './engine.ts';
import { EngineFailure } from './failure.ts';

const Call = z.object({ id: z.int(), name: z.string(), args: z.unknown() });

const say = (message: object): void => {
  if (process.connected) process.send?.(message);
};

const engine = new Engine((event, data) => say({ event, data }));

process.on('message', async (message) => {
  const call = Call.safeParse(message);
  if (!call.success) return;
  const { id, name, args } = call.data;
  try {
    say({ id, result: await engine.call(name as RequestName, args as never) });
  } catch (error) {
    say({ id, error: inWords(error) });
  }
});

function inWords(error: unknown): EngineError {
  if (error instanceof EngineFailure) return { message: error.message, advice: error.advice };
  const { message, stack } = error as Error;
  console.error(stack);
  return { message, advice: 'This is a fault of Squared itself; nothing stored was changed by it.' };
}

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await engine.stop();
  process.exit();
}
// When the window is gone nobody listens: runs save what they have and everything ends.
process.on('disconnect', end);
process.on('SIGTERM', end);
process.on('SIGINT', end);
