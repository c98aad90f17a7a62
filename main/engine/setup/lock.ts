/**
 * Two set-ups at once would spoil each other. The lock is the operating system's (through SQLite), so that it ends with
 * its process and needs no cleaning up after a crash.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { runtimeFolder } from './places.ts';
import type { Report } from './step.ts';

function tryLock(file: string): Database.Database | null {
  const database = new Database(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}

/** Runs `work` while no other set-up of this folder runs; waits for one that does. */
export async function withSetupLock<T>(
  report: Report,
  work: () => Promise<T>,
  folder = runtimeFolder,
): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'setup.lock');
  let held = tryLock(file);
  if (!held) report('another set-up of this folder is running: waiting for it');
  while (!held) {
    await sleep(500);
    held = tryLock(file);
  }
  try {
    return await work();
  } finally {
    held.close();
  }
}
