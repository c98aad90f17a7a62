/** How fast the step under way is: overwritten all the time, so that whoever looks at the run knows it, from whichever process. */
import type { RunSpeed } from '../../../shared/library-requests.ts';
import type { Db } from './database.ts';
import { factOf, saveFact } from './measures.ts';

const fact = 'speed';

export const saveSpeed = (db: Db, speed: RunSpeed): void => saveFact(db, fact, speed);

/** Null unless that very step is running. */
export function speedOf(db: Db): RunSpeed | null {
  const running = db.prepare("SELECT id FROM steps WHERE state = 'running'").pluck().get();
  const speed = factOf<RunSpeed>(db, fact);
  return speed !== null && speed.step === running ? speed : null;
}
