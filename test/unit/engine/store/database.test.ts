import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import {
  captionsOfImage,
  migrations,
  openForReading,
  openForWriting,
} from '../../../../main/engine/store/index.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { withImages } from './made-up.ts';

const newest = migrations().at(-1)?.version as number;

test('each migration has a number of its own, in order, and a new database has them all', () => {
  const versions = migrations().map(({ version }) => version);
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  const db = openForWriting(join(temporaryFolder('store'), 'squared.sqlite'));
  expect(db.pragma('user_version', { simple: true })).toBe(newest);
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('opening again changes nothing', () => {
  const { db, file } = withImages(3);
  db.close();
  const again = openForWriting(file);
  expect(again.prepare('SELECT count(*) AS count FROM images').get()).toEqual({ count: 3 });
});

test('a reader sees what a writer commits, and may not write', () => {
  const { db, file } = withImages(1);
  const reader = openForReading(file);
  db.prepare("INSERT INTO facts (name, json) VALUES ('a', '1')").run();
  expect(reader.prepare('SELECT json FROM facts').all()).toEqual([{ json: '1' }]);
  expect(() => reader.prepare('DELETE FROM facts').run()).toThrow(/readonly/);
});

test('a missing, an empty, a broken and a newer database are told apart in words', () => {
  const folder = temporaryFolder('store');
  const file = join(folder, 'squared.sqlite');
  expect(() => openForReading(file)).toThrow('its database is missing');
  writeFileSync(file, '');
  expect(() => openForReading(file)).toThrow('its database is empty');
  writeFileSync(file, 'this is no database, whatever its name says'.repeat(100));
  expect(() => openForReading(file)).toThrow(/damaged: file is not a database/);
  expect(() => openForWriting(file)).toThrow(/damaged/);
  rmSync(file);
  const db = openForWriting(file);
  db.pragma(`user_version = ${newest + 1}`);
  db.close();
  expect(() => openForReading(file)).toThrow(/written by a newer Squared/);
  expect(() => openForWriting(file)).toThrow(/written by a newer Squared/);
});

test('what an older Squared wrote is brought up to date when it is opened, also only for looking', () => {
  const file = join(temporaryFolder('store'), 'squared.sqlite');
  const old = new Database(file);
  for (const { version, sql } of migrations().filter((one) => one.version <= 2)) {
    old.exec(sql);
    old.pragma(`user_version = ${version}`);
  }
  old.exec(`
    INSERT INTO sets VALUES ('pretrain', 'pretrain');
    INSERT INTO images VALUES (1, 'pretrain', 'a', '/a.jpg', 'x', 1, 1, 0, NULL);
    INSERT INTO captions VALUES (7, 1, 'recaption', 1, 'v0', 1, '/v0', 'p', '{"maxNewTokens":1,"temperature":0,"topP":1}', 1,
      'an old caption', 3, -1.5, -2.5, 0, 'then');
  `);
  old.close();
  const db = openForReading(file);
  expect(db.pragma('user_version', { simple: true })).toBe(newest);
  expect(captionsOfImage(db, 1)).toMatchObject([
    { id: 7, text: 'an old caption', tokens: 3, logProbability: -1.5, seconds: null, usd: null },
  ]);
  expect(
    db.prepare("SELECT rowid >> 20 FROM caption_search WHERE caption_search MATCH 'old'").pluck().all(),
  ).toEqual([1]);
  db.close();
});
