import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import { type Places, placesOf } from '../../../../main/engine/places.ts';
import { writeExperiment } from '../../../../main/engine/run/experiment.ts';
import { openForWriting } from '../../../../main/engine/store/index.ts';
import { finishedExperiment, ownHome, smallPlan } from './home.ts';

function engine(): Engine {
  const one = new Engine(() => {});
  onTestFinished(() => one.stop());
  return one;
}

/** Keeps the database to itself, as a viewer or a backup may. */
function locked(places: Places): Database.Database {
  const other = new Database(places.database);
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('BEGIN EXCLUSIVE');
  onTestFinished(() => {
    other.close();
  });
  return other;
}

const stateOf = async (name: string) =>
  (await engine().call('experiments.list', {})).find((one) => one.name === name)?.state;

test('an experiment of a newer Squared is no damaged one, whether its description or its database is newer', async () => {
  const home = ownHome();
  const described = finishedExperiment(home, 'described');
  const text = readFileSync(described.description, 'utf8');
  writeFileSync(
    described.description,
    JSON.stringify({ ...JSON.parse(text), version: 2, members: 'unknown' }),
  );
  const stored = finishedExperiment(home, 'stored');
  const db = openForWriting(stored.database);
  db.pragma('user_version = 9999');
  db.close();
  for (const [name, places] of Object.entries({ described, stored })) {
    expect(await stateOf(name)).toBe('newer');
    const refusal = engine().call('experiment.get', { path: places.folder });
    await expect(refusal).rejects.toThrow('was written by a newer Squared');
    await expect(refusal).rejects.toMatchObject({ advice: expect.stringContaining('nothing was changed') });
  }
  // The description stays as it was found.
  expect(JSON.parse(readFileSync(described.description, 'utf8'))).toMatchObject({ version: 2 });
});

test('a description without a version is damaged, not newer', async () => {
  const places = finishedExperiment(ownHome(), 'plain');
  for (const text of ['null', '7', '{"version": "2"}', '{}']) {
    writeFileSync(places.description, text);
    expect(await stateOf('plain')).toBe('damaged');
  }
});

test('a database that another program keeps to itself is said to be locked, in a moment, and is read again afterwards', async () => {
  const home = ownHome();
  const places = placesOf(`${home}/experiments/held`);
  writeExperiment(places.folder, smallPlan());
  const other = locked(places);
  const began = performance.now();
  const refusal = engine().call('experiment.get', { path: places.folder });
  await expect(refusal).rejects.toThrow('is locked by another program');
  await expect(refusal).rejects.toMatchObject({ advice: expect.stringContaining('Nothing was changed') });
  expect(performance.now() - began).toBeLessThan(4000);
  expect(await stateOf('held')).toBe('locked');
  other.close();
  expect(await stateOf('held')).toBe('new');
});
