/** Opening an experiment's SQLite file: WAL, migrations in order, and a friendly word where it cannot be read. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EngineFailure } from '../failure.ts';
import { inWordsIfLocked, WrittenByNewer } from '../unreadable.ts';

export type Db = Database.Database;

const migrationsFolder = join(import.meta.dirname, 'migrations');

/** In order; the number a file's name starts with is the schema version it leads to. */
export function migrations(): { version: number; sql: string }[] {
  return readdirSync(migrationsFolder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({
      version: Number.parseInt(name, 10),
      sql: readFileSync(join(migrationsFolder, name), 'utf8'),
    }));
}

/** Opens for the one process that runs the experiment; creates and migrates. */
export function openForWriting(file: string): Db {
  return guarded(file, () => {
    const db = new Database(file);
    db.pragma('journal_mode = WAL');
    // In WAL a commit survives a killed process without this; with it, a power cut too.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    migrate(db, file);
    return db;
  });
}

/** Opens for looking, also while another process writes. What an older Squared wrote is brought up to date first. */
export function openForReading(file: string): Db {
  if (!existsSync(file)) throw damaged(file, 'its database is missing');
  return guarded(file, () => {
    const db = readOnly(file);
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version === 0) throw damaged(file, 'its database is empty');
    checkAge(version, file);
    if (version === newest()) return db;
    db.close();
    openForWriting(file).close();
    return readOnly(file);
  });
}

function readOnly(file: string): Db {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  // A writer never keeps a reader waiting in WAL; a program that does may do so for long, and every view would wait with it.
  db.pragma('busy_timeout = 500');
  return db;
}

const newest = (): number => Math.max(...migrations().map(({ version }) => version));

function migrate(db: Db, file: string): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  checkAge(version, file);
  for (const migration of migrations().filter((one) => one.version > version)) {
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    })();
  }
}

function checkAge(version: number, file: string): void {
  if (version > newest()) {
    throw new WrittenByNewer(file, `schema ${version}; this one knows ${newest()}`);
  }
}

function guarded<T>(file: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB'))
      throw damaged(file, (error as Error).message);
    throw inWordsIfLocked(error, file);
  }
}

function damaged(file: string, why: string): EngineFailure {
  return new EngineFailure(
    `The experiment at ${file} is damaged: ${why}.`,
    'Nothing was changed. Restore the folder from a backup, or start a new experiment.',
  );
}
