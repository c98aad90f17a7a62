/** What an import left out, item by item. */
import type { Db } from './database.ts';

export interface QuarantinedRow {
  readonly id: number;
  readonly set: string;
  readonly file: string;
  readonly position: string;
  readonly reason: string;
}

export interface QuarantineFilter {
  /** Stands in file, position or reason, as it is; empty: anything. */
  readonly search: string;
  readonly reason: string | null;
}

export function insertQuarantined(
  db: Db,
  items: readonly { set: string; file: string; position: string; reason: string }[],
): void {
  const insert = db.prepare('INSERT INTO quarantine (set_name, file, position, reason) VALUES (?, ?, ?, ?)');
  db.transaction(() => {
    for (const item of items) insert.run(item.set, item.file, item.position, item.reason);
  })();
}

export function quarantineReasons(db: Db): { reason: string; count: number }[] {
  return db
    .prepare('SELECT reason, count(*) AS count FROM quarantine GROUP BY reason ORDER BY count DESC, reason')
    .all() as { reason: string; count: number }[];
}

const everything: QuarantineFilter = { search: '', reason: null };

const found = `(@reason IS NULL OR reason = @reason) AND (@pattern = '' OR file LIKE @pattern ESCAPE '\\'
  OR position LIKE @pattern ESCAPE '\\' OR reason LIKE @pattern ESCAPE '\\')`;

/** LIKE's own signs mean themselves. */
const values = ({ search, reason }: QuarantineFilter) => ({
  reason,
  pattern: search === '' ? '' : `%${search.replace(/[\\%_]/g, '\\$&')}%`,
});

/** Keyset: behind the row `after`. */
export function quarantinePage(
  db: Db,
  after: number,
  limit: number,
  filter: QuarantineFilter = everything,
): QuarantinedRow[] {
  return db
    .prepare(
      `SELECT id, set_name AS "set", file, position, reason FROM quarantine WHERE id > @after AND ${found} ORDER BY id LIMIT @limit`,
    )
    .all({ ...values(filter), after, limit }) as QuarantinedRow[];
}

export const countQuarantined = (db: Db, filter: QuarantineFilter): number =>
  db.prepare(`SELECT count(*) FROM quarantine WHERE ${found}`).pluck().get(values(filter)) as number;

export const quarantinedFiles = (db: Db, set: string): Set<string> =>
  new Set(db.prepare('SELECT DISTINCT file FROM quarantine WHERE set_name = ?').pluck().all(set) as string[]);
