/** The fingerprint of every question and answer of the dataset's benchmarks, as the import found them. */
import type { Db } from './database.ts';
import { factOf, saveFact } from './measures.ts';

const fact = 'exams';

export const saveExamDigest = (db: Db, digest: string): void => saveFact(db, fact, digest);

/** Empty where there are none. */
export const examDigest = (db: Db): string => factOf<string>(db, fact) ?? '';
