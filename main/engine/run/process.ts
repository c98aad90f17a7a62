/** A run in a process of its own, started by the engine: `node process.ts FOLDER`. Ends, with everything kept, when its parent does. */
import { EngineFailure } from '../failure.ts';
import { runExperiment } from './run-experiment.ts';

const folder = process.argv[2] as string;
const stop = new AbortController();
process.on('disconnect', () => stop.abort());
process.on('SIGTERM', () => stop.abort());
// Ctrl-C in a terminal reaches the whole group; the command line decides what it means.
process.on('SIGINT', () => {});
process.on('message', (message) => {
  if (message === 'cancel') stop.abort();
});
const send = (message: unknown) => {
  if (process.connected) process.send?.(message);
};

try {
  await runExperiment(folder, (event, data) => send({ event, data }), stop.signal);
} catch (error) {
  const advice = error instanceof EngineFailure ? error.advice : null;
  send({ refused: { message: (error as Error).message, advice } });
  process.exitCode = 1;
}
if (process.connected) process.disconnect();
