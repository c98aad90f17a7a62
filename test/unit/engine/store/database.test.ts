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

test('lengths in tokens that were counted afterwards are lists, as those counted at once are', () => {
  const file = join(temporaryFolder('store'), 'squared.sqlite');
  const old = new Database(file);
  for (const { sql } of migrations().filter(({ version }) => version <= 13)) old.exec(sql);
  old.pragma('user_version = 13');
  old.pragma('foreign_keys = OFF');
  const caption = old.prepare(
    `INSERT INTO caption_metrics (model_seed, source, caption, image_id, words, tokens, truncated, repetition, boxes, quotes, boxes_valid)
     VALUES (1, 'v0', ?, 1, 3, ?, 0, 0, 0, 0, 0)`,
  );
  for (const [id, tokens] of [
    [1, 5],
    [2, 5],
    [3, 9],
    [4, null],
  ])
    caption.run(id, tokens);
  old.exec(`INSERT INTO caption_quality VALUES (1, 'v0', '{"seed":1}'), (1, 'original', '{"seed":1}')`);
  old.close();
  const db = openForReading(file);
  const lengths = db.prepare('SELECT json FROM caption_quality ORDER BY source').pluck().all() as string[];
  expect(lengths.map((json) => JSON.parse(json).tokenLengths)).toEqual([
    [],
    [
      [5, 2],
      [9, 1],
    ],
  ]);
});
