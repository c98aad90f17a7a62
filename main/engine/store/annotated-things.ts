/** What things are called in the annotations that specialists' sets were built from: these names can be asked about in any image. */
import type { Db } from './database.ts';
import { factOf, saveFact } from './measures.ts';

const fact = 'annotated-things';

export const saveAnnotatedThings = (db: Db, names: Iterable<string>): void =>
  saveFact(db, fact, [...names].sort());

export const annotatedThings = (db: Db): string[] => factOf<string[]>(db, fact) ?? [];
