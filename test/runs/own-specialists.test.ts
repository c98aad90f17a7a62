/** Specialists of the user's own, by a plan and a folder alone: one counts, one learns from marked boxes; both through adapters. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placesOf } from '../../main/engine/places.ts';
import { longQuestion } from '../../main/engine/specialists/grounding.ts';
import { openForReading } from '../../main/engine/store/index.ts';
import { temporaryFolder } from '../temporary.ts';
import {
  countedImages,
  countingQuestion,
  countingQuestions,
  ownSpecialistsData,
} from './own-specialists-data.ts';

const squared = join(import.meta.dirname, '../../main/cli/squared.ts');

const plan = `
base: smoke
rounds: 1
specialists:
  - name: counting
    set: counting
    prompts: ["${countingQuestion}", "count the things and describe the image."]
    benchmark: counting
  - name: boxes
    set: boxes
    builder: grounding
    prompts: ["name the things with their boxes.", "${longQuestion}"]
    benchmark: refcoco
benchmarks: [vqa, refcoco, { name: counting, scorer: vqa, folder: bench/counting }]
stages:
  specialist: { lora: { rank: 4, alpha: 8, dropout: 0.1 }, mix: 0.5 }
`;

test('a specialist that counts needs data, prompts and a benchmark, and reaches the final generalist', async () => {
  const home = temporaryFolder('home');
  const folder = join(home, 'pictures');
  await ownSpecialistsData(folder);
  const document = join(home, 'plan.yaml');
  writeFileSync(document, plan);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [squared, 'run', '--plan', document, '--data', folder, '--name', 'own', '--json'],
    { env: { ...process.env, SQUARED_HOME: home }, encoding: 'utf8', maxBuffer: 1e9 },
  );
  expect(stderr).toBe('');
  expect(JSON.parse(stdout.trim().split('\n').at(-1) as string)).toMatchObject({ state: 'done' });

  const places = placesOf(join(home, 'experiments', 'own'));
  const db = openForReading(places.database);
  const rows = (sql: string) => db.prepare(sql).raw().all() as unknown[][];
  // Every pretraining image was counted, and the answers became turns of the final generalist's conversations.
  expect(
    rows("SELECT prompt, count(*) FROM captions WHERE model = 'counting' GROUP BY prompt ORDER BY prompt"),
  ).toEqual([
    ['count the things and describe the image.', countedImages],
    [countingQuestion, countedImages],
  ]);
  const final = readFileSync(join(places.snapshots, 'train.seed1.final', '2-pretrain.jsonl'), 'utf8');
  expect(final.split(countingQuestion).length - 1).toBe(countedImages);
  expect(final).toContain('name the things with their boxes.');

  // Every model answered the user's own questions.
  expect(
    rows(
      "SELECT model, count(*) FROM predictions WHERE benchmark = 'counting' GROUP BY model ORDER BY model",
    ),
  ).toEqual(['boxes', 'counting', 'final', 'v0', 'v1'].map((model) => [model, countingQuestions]));
  db.close();

  const trained = (model: string) =>
    JSON.parse(readFileSync(join(places.checkpoint(1, model), 'squared.json'), 'utf8')) as {
      stages: { lora: unknown; samples: string }[];
    };
  const lora = { rank: 4, alpha: 8, dropout: 0.1 };
  expect(trained('counting').stages.map((stage) => stage.lora)).toEqual([lora]);
  const lessons = trained('boxes').stages.map(({ samples }) => readFileSync(samples, 'utf8'));
  expect(lessons.map((text) => text.includes(longQuestion))).toEqual([false, true]);
  expect(lessons.map((text) => text.includes('name the things with their boxes.'))).toEqual([true, false]);

  const report = readFileSync(join(places.report, 'report.html'), 'utf8');
  expect(report).toContain('Counting specialist');
  expect(report).toContain('counting: VQAv2 vqaEval.py');
}, 240_000);
