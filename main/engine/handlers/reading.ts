import { placesOf } from '../places.ts';
import { findExperiment } from '../run/experiment.ts';
import { type Db, openForReading } from '../store/index.ts';

/** Opens an experiment's database for one look at it. */
export function reading<T>(path: string, read: (db: Db) => T): T {
  const db = openForReading(placesOf(findExperiment(path)).database);
  try {
    return read(db);
  } finally {
    db.close();
  }
}
