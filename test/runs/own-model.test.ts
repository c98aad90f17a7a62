/** A whole experiment with a model of the user's own: another size, other heads, another conversation than pico's. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { imageSizeOf } from '../../main/engine/models/known.ts';
import { placesOf, resources } from '../../main/engine/places.ts';
import { planOfDocument } from '../../main/engine/plan/document.ts';
import { writeExperiment } from '../../main/engine/run/experiment.ts';
import { preview } from '../../main/engine/run/preview.ts';
import { pythonPath } from '../../main/engine/setup/python-step.ts';
import { allScores, countImages, openForReading } from '../../main/engine/store/index.ts';
import { runHere, stepsOf } from './little-experiment.ts';

const root = mkdtempSync(join(tmpdir(), 'squared-own-model-'));
const model = join(root, 'little-smolvlm');
const home = process.env.SQUARED_HOME;

beforeAll(() => {
  process.env.SQUARED_HOME = join(root, 'home');
  const { status, stderr } = spawnSync(pythonPath, ['-m', 'tests.little_models', model], {
    encoding: 'utf8',
    cwd: join(resources, 'trainer'),
  });
  if (status !== 0) throw new Error(stderr);
}, 300_000);
afterAll(() => {
  if (home === undefined) delete process.env.SQUARED_HOME;
  else process.env.SQUARED_HOME = home;
  rmSync(root, { recursive: true, force: true });
});

const planWith = (captioner: string) =>
  planOfDocument(
    [
      'base: smoke',
      'model: ./little-smolvlm',
      'rounds: 1',
      'specialists: []',
      'benchmarks: [pope, caption]',
      // Random weights that were trained for seconds have little to say.
      'minimumCoverage: 0',
      `captioner: ${captioner}`,
    ].join('\n'),
    'plan.yaml',
    root,
  );

test('it is estimated, trained, recaptions through its own ONNX export, is judged and reported, and may not change on the way', async () => {
  const plan = planWith('{ kind: onnx, precision: fp32 }');
  expect(plan.model).toBe(model);
  const before = await preview(plan, true);
  const features = before.steps.find(({ kind }) => kind === 'features')?.estimate;
  const images = features?.items as number;
  // 4 visual tokens of 48 x 4 x 4 numbers in half precision.
  expect(features?.bytes).toBe(images * 4 * 768 * 2);
  expect(before.estimate.notes.join(' ')).toContain('drawn from pico');

  const folder = join(root, 'home', 'experiments', 'own');
  writeExperiment(folder, plan);
  const places = placesOf(folder);
  expect(await runHere(folder), stepsOf(folder).find(({ state }) => state === 'failed')?.note ?? '').toBe(
    'done',
  );
  const db = openForReading(places.database);
  const size = imageSizeOf(model);
  expect(size).toBe(56);
  expect(statSync(places.pixels).size).toBe(countImages(db) * size * size * 3);
  expect(new Set(allScores(db).map(({ model: judged }) => judged))).toEqual(new Set(['v0', 'v1']));
  db.close();
  const held = stepsOf(folder).find(({ id }) => id === 'export.seed1.v0')?.note;
  expect(held).toMatch(/^ONNX fp32: 64 of 64 greedy captions equal/);
  const report = readFileSync(join(places.report, 'report.html'), 'utf8');
  expect(report).toContain('little-smolvlm');
  expect(report).toContain('may hold the benchmarks');

  // What it took is measured now, under names of its own.
  const after = await preview(plan, true);
  const notes = after.estimate.notes.join(' ');
  expect(notes).not.toContain('drawn from pico');
  // Everything is there already; and with another model nothing of it is.
  const taken = (given: typeof plan) =>
    preview(given, false).then(({ steps }) => steps.filter(({ estimate }) => estimate.reused).length);
  expect(await taken(plan)).toBeGreaterThan(4);
  const weights = join(model, 'model.safetensors');
  const changed = readFileSync(weights);
  changed[changed.length - 2] = (changed[changed.length - 2] as number) ^ 1;
  writeFileSync(weights, changed);
  expect(await taken(plan)).toBe(0);

  const other = join(root, 'home', 'experiments', 'own-2');
  writeExperiment(other, planWith('{ kind: torch }'), true);
  const stop = new AbortController();
  const watch = setInterval(() => {
    if (existsSync(placesOf(other).features)) stop.abort();
  }, 20);
  expect(await runHere(other, stop.signal)).toBe('cancelled');
  clearInterval(watch);
  changed[changed.length - 2] = (changed[changed.length - 2] as number) ^ 1;
  writeFileSync(weights, changed);
  expect(await runHere(other)).toBe('failed');
  expect(stepsOf(other).find(({ state }) => state === 'failed')?.note).toContain(
    'no longer the one that this experiment was begun with',
  );
}, 600_000);
