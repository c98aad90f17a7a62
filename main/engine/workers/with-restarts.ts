import { TrainerDied } from './trainer.ts';

const restarts = 3;

/**
 * Tries again when the trainer died, a bounded number of times, and then says why (the last death is thrown). An attempt is told how many
 * went before it.
 */
export async function withRestarts<T>(
  attempt: (before: number) => Promise<T>,
  log: (line: string) => void,
): Promise<T> {
  for (let restart = 1; ; restart++) {
    try {
      return await attempt(restart - 1);
    } catch (error) {
      if (!(error instanceof TrainerDied) || restart > restarts) throw error;
      log(`${error.message.split('\n')[0]} Restart ${restart} of ${restarts}.`);
    }
  }
}
