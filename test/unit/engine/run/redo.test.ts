import { existsSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { galleryPage } from '../../../../main/engine/gallery/page.ts';
import type { Places } from '../../../../main/engine/places.ts';
import { graphOf } from '../../../../main/engine/plan/graph.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { dependants, redo } from '../../../../main/engine/run/redo.ts';
import {
  allLosses,
  allScores,
  allSteps,
  captionsOfModel,
  insertCaptions,
  insertLoss,
  insertPredictions,
  openForReading,
  openForWriting,
  predictionsOf,
  redoneSteps,
  replaceScores,
} from '../../../../main/engine/store/index.ts';
import { caption, origin } from '../store/made-up.ts';
import { finishedExperiment, ownHome } from './home.ts';

test('what depends on a step, near or far, is to be done again with it; what does not stays', () => {
  const nodes = graphOf({ ...planOf('smoke'), rounds: 2, controls: ['equal-compute'] });
  const again = dependants(nodes, 'recaption.seed1.v1');
  expect([...again]).toContain('train.seed1.v2');
  expect([...again]).toContain('train.seed1.final');
  expect([...again]).toContain('report');
  for (const kept of ['train.seed1.v1', 'evaluate.seed1.v1', 'train.seed1.equal-compute', 'features'])
    expect(again.has(kept)).toBe(false);
  expect(dependants(nodes, 'world').size).toBe(nodes.length);
  expect([...dependants(nodes, 'report')]).toEqual(['report']);
});

const prediction = { benchmark: 'pope', item: '1', text: 'yes', score: 1, logProbability: 0 };

/** v0 and v1 trained, v0's caption written, both judged. */
function made(places: Places): void {
  const db = openForWriting(places.database);
  insertCaptions(db, origin('v0'), [caption(1, 'a sleeping hound')]);
  for (const model of ['v0', 'v1']) {
    insertPredictions(db, model, 1, [prediction]);
    replaceScores(db, model, 1, []);
    insertLoss(db, {
      stepId: `train.seed1.${model}`,
      seed: 1,
      model,
      stage: 'sft',
      at: 1,
      loss: 2,
      heldOut: null,
      learningRate: 1e-3,
      samplesPerSecond: 3,
    });
    mkdirSync(places.checkpoint(1, model), { recursive: true });
    writeFileSync(join(places.checkpoint(1, model), 'COMPLETE'), '');
    writeFileSync(join(places.checkpoint(1, model), 'model.safetensors'), model);
  }
  db.close();
}

test('a step done again loses its rows and files with those made from it, and nothing else', () => {
  const home = ownHome();
  const places = finishedExperiment(home, 'a');
  made(places);
  const linked = join(home, 'elsewhere.safetensors');
  linkSync(join(places.checkpoint(1, 'v1'), 'model.safetensors'), linked);

  expect(redo(places.folder, 'recaption.seed1.v0')).toEqual([
    'recaption.seed1.v0',
    'train.seed1.v1',
    'evaluate.seed1.v1',
    'decide.seed1.v1',
    'report',
  ]);
  const db = openForReading(places.database);
  expect(captionsOfModel(db, 'v0', 1)).toEqual([]);
  expect(predictionsOf(db, 'v1', 1, 'pope')).toEqual([]);
  expect(predictionsOf(db, 'v0', 1, 'pope')).toHaveLength(1);
  expect(allLosses(db).map(({ model }) => model)).toEqual(['v0']);
  expect(allScores(db)).toEqual([]);
  // Found no more, while the text that the image came with still is.
  const found = (search: string) =>
    galleryPage(db, { filter: { search }, measured: null, after: null, limit: 2 }).images.length;
  expect(found('hound')).toBe(0);
  expect(found('dog')).toBe(1);
  const open = allSteps(db).filter(({ state }) => state === 'pending');
  expect(open.map(({ id }) => id)).toEqual(redoneSteps(db));
  expect(open.every(({ startedAt, note }) => startedAt === null && note === null)).toBe(true);
  db.close();
  expect(existsSync(places.checkpoint(1, 'v1'))).toBe(false);
  expect(existsSync(join(places.checkpoint(1, 'v0'), 'COMPLETE'))).toBe(true);
  expect(existsSync(linked)).toBe(true);
  expect(existsSync(places.lock)).toBe(false);
});

test('an unknown step is refused and nothing is forgotten', () => {
  const places = finishedExperiment(ownHome(), 'a');
  expect(() => redo(places.folder, 'train.seed9.v0')).toThrow('no step');
  const db = openForReading(places.database);
  expect(allSteps(db).every(({ state }) => state === 'done')).toBe(true);
  db.close();
});
