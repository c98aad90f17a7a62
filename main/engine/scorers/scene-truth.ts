/** What scenes really show (`truth/<set>.jsonl`), where a dataset says so: the embedded world does, photographs do not. */
import { BenchmarkError } from './benchmark.ts';
import { imageAt } from './read-entries.ts';
import { type Relation, withoutOpposites } from './relation-phrases.ts';
import { readLines } from './stream-entries.ts';

export interface ImageTruth {
  /** Each once, without the same relation said the other way round; null where nobody knows. */
  readonly relations: readonly Relation[] | null;
  readonly sign: string | null;
}

/** By image file below `bench/images`; empty when there is no such file. */
export async function truthByImage(file: string): Promise<Map<string, ImageTruth>> {
  const truths = new Map<string, ImageTruth>();
  await readLines(file, (entry, where) => {
    const { relations = null, sign = null } = entry;
    if (relations !== null && !isRelations(relations)) {
      throw new BenchmarkError(file, where, 'relations', 'a list of [object, relation, object] is expected.');
    }
    if (sign !== null && typeof sign !== 'string')
      throw new BenchmarkError(file, where, 'sign', 'a word or null is expected.');
    truths.set(imageAt(file, where, entry), { relations: relations && withoutOpposites(relations), sign });
  });
  return truths;
}

const isRelations = (value: unknown): value is Relation[] => Array.isArray(value) && value.every(isRelation);

function isRelation(value: unknown): value is Relation {
  return Array.isArray(value) && value.length === 3 && value.every((one) => typeof one === 'string');
}
