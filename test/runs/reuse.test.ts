import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { experimentsFolder, placesOf } from '../../main/engine/places.ts';
import { planOf } from '../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../main/engine/run/experiment.ts';
import type { Plan } from '../../shared/plan.ts';
import { results, runHere, stepsOf } from './little-experiment.ts';

const plan: Plan = { ...planOf('smoke'), rounds: 1, specialists: [], benchmarks: ['pope', 'caption'] };

beforeAll(() => {
  process.env.SQUARED_HOME = mkdtempSync(join(tmpdir(), 'squared-home-'));
});
afterAll(() => {
  rmSync(process.env.SQUARED_HOME as string, { recursive: true, force: true });
  delete process.env.SQUARED_HOME;
});

async function ran(name: string, itsPlan: Plan): Promise<string> {
  const folder = join(experimentsFolder(), name);
  writeExperiment(folder, itsPlan);
  expect(await runHere(folder)).toBe('done');
  return folder;
}

const takenSteps = (folder: string): string[] =>
  stepsOf(folder)
    .filter(({ note }) => note?.startsWith('Taken over from '))
    .map(({ id }) => id);

test('only what a change reaches is made again, and the rest is the same to the last bit', async () => {
  const first = await ran('first', plan);
  const stage = { ...plan.stages.pretrain, learningRate: 5e-4 };
  // Late: only the last training's texts are another template.
  const late = await ran('late', { ...plan, template: 'recaption' });
  expect(takenSteps(late)).toEqual(['features', 'train.seed1.v0', 'evaluate.seed1.v0', 'recaption.seed1.v0']);
  const [before, after] = [results(first), results(late)];
  expect(after.integrity).toBe('ok');
  expect(after.captions).toEqual(before.captions);
  const weights = (folder: string) => join(placesOf(folder).checkpoint(1, 'v0'), 'model.safetensors');
  expect(statSync(weights(late)).ino).toBe(statSync(weights(first)).ino);
  const early = await ran('early', { ...plan, rounds: 0, stages: { ...plan.stages, pretrain: stage } });
  expect(takenSteps(early)).toEqual(['features']);
}, 300_000);

test('the captioner writes what the trainer writes, and the export says how it was held to stock Transformers', async () => {
  const experiment = (name: string) => join(experimentsFolder(), name);
  const exported = await ran('exported', { ...plan, captioner: { kind: 'onnx', precision: 'fp32' } });
  expect(takenSteps(exported)).toEqual(['features', 'train.seed1.v0', 'evaluate.seed1.v0']);
  expect(exportNote(exported)).toMatch(
    /^ONNX fp32: 64 of 64 greedy captions equal to stock Transformers', 100\.0 % of their tokens, largest difference of a logit \d\.\de-[4-9]\.$/,
  );
  const texts = (folder: string) =>
    (results(folder).captions as { text: string; tokens: number }[]).map(({ text, tokens }) => [
      tokens,
      text,
    ]);
  expect(texts(exported)).toEqual(texts(experiment('first')));
}, 300_000);

test('eight bits are held to single precision on benchmarks before they are used', async () => {
  const folder = await ran('eight', { ...plan, captioner: { kind: 'onnx', precision: 'int8' } });
  const points = '(0\\.0|[+−]\\d+\\.\\d)';
  const change = (title: string) => `${title} ${points} \\(${points} to ${points}, \\d+ questions\\)`;
  expect(exportNote(folder)).toMatch(
    new RegExp(
      `^ONNX int8: \\d+ of 64 greedy captions .* Against single precision, in points with 95 % intervals: ${change('POPE \\(object existence\\)')}; ${change('Captions \\(objects named\\)')}\\.$`,
    ),
  );
  const { captions } = results(folder);
  expect(captions.length).toBe(results(join(experimentsFolder(), 'first')).captions.length);
}, 300_000);

const exportNote = (folder: string) => stepsOf(folder).find(({ id }) => id === 'export.seed1.v0')?.note;
