import type { Evidence } from '../evidence.ts';
import type { Table } from '../table.ts';

/** Head of a table that is given over all seeds and for each: says which one it is wherever several seeds ran. */
export function titled(
  { seeds }: Evidence,
  seed: number | null,
  id: string,
  number: string,
  title: string,
): Pick<Table, 'id' | 'number' | 'title'> {
  if (seeds.length < 2) return { id, number, title };
  return seed === null
    ? { id, number, title: `${title}; ${seeds.length} seeds pooled` }
    : { id: `${id}-seed-${seed}`, number: `${number}, seed ${seed}`, title };
}
