/** Experiments that are whole and cannot be read now: nothing about them is damaged, and nothing is changed. */
import { EngineFailure } from './failure.ts';

/** Written by a later Squared than this one. */
export class WrittenByNewer extends EngineFailure {
  constructor(what: string, found: string) {
    super(
      `${what} was written by a newer Squared (${found}).`,
      'Open it with that version; nothing was changed.',
    );
  }
}

/** Another program keeps the database to itself. */
export class LockedDatabase extends EngineFailure {
  constructor(file: string | null, options?: ErrorOptions) {
    super(
      `${file ?? 'The experiment’s database'} is locked by another program.`,
      'Nothing was changed. Close what holds it (a database viewer, a backup, a sync folder); it is then read again.',
      options,
    );
  }
}

/** SQLite's own word for it, which comes from any statement, in words for the user; any other error is itself. */
export function inWordsIfLocked(error: unknown, file: string | null = null): unknown {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^SQLITE_(BUSY|LOCKED)/.test(code)
    ? new LockedDatabase(file, { cause: error })
    : error;
}
