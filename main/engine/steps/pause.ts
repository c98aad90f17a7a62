/** Lets a long reckoning hear a cancel. */
import { setImmediate } from 'node:timers/promises';
import { throwIfCancelled } from '../failure.ts';

export const pauseFor = (signal: AbortSignal) => async (): Promise<void> => {
  await setImmediate();
  throwIfCancelled(signal);
};
