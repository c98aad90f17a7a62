/** The user's own benchmarks: read from their own folder, by the rule of a known one. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { worldBenchmarks as benchmarks } from '../../../../main/engine/scorers/index.ts';
import { benchmarkOf, folderOf, nameOf } from '../../../../main/engine/scorers/planned.ts';
import { digestOf, type Exam, readExams } from '../../../../main/engine/steps/exams.ts';
import { writeWorld } from '../../../../main/engine/world/write.ts';
import { temporaryFolder } from '../../../temporary.ts';

const few = { pretrain: 1, sft: 1, sftVal: 1, spatial: 1, grounding: 1, ocr: 1, bench: 20 };
const questions = { pope: 4, vqa: 8, vsr: 4, refcoco: 4, ocrbench: 4, caption: 4 };

test('every scorer reads the folder that it is told, and none but that', async () => {
  const folder = temporaryFolder('planned');
  await writeWorld(folder, { seed: 3, sizes: { ...few, ...questions } });
  const bench = join(folder, 'bench');
  for (const known of benchmarks) {
    const planned = { name: 'mine', scorer: known.name, folder: `bench/my-${known.name}` };
    const own = benchmarkOf(planned);
    const official = await known.read(bench);
    expect(official?.length, known.name).toBeGreaterThan(0);
    expect(await own.read(bench), known.name).toBeNull();
    await cp(join(bench, known.name), join(bench, folderOf(planned)), { recursive: true });
    expect(await own.read(bench), known.name).toEqual(official);
    expect(own).toMatchObject({ name: 'mine', title: 'mine', scorer: known.scorer, metric: known.metric });
    const [first] = official ?? [];
    if (first) expect(own.score(first, 'yes')).toBe(known.score(first, 'yes'));
  }
}, 60_000);

test('an exam of the user’s own stands beside a known one, and an absent one is said with its folder', async () => {
  const folder = temporaryFolder('planned');
  await writeWorld(folder, { seed: 3, sizes: { ...few, ...questions } });
  const bench = join(folder, 'bench');
  await cp(join(bench, 'vqa'), join(bench, 'counting'), { recursive: true });
  const images = new Set(Array.from({ length: 20 }, (_, id) => `${String(id).padStart(6, '0')}.jpg`));
  const { exams, skipped } = await readExams(
    [
      'vqa',
      { name: 'counting', scorer: 'vqa', folder: 'bench/counting' },
      { name: 'colours', scorer: 'vqa', folder: 'bench/colours' },
    ],
    [{ folder: bench, prefix: '', table: null }],
    images,
  );
  expect(exams.map(({ benchmark, items }) => [benchmark.name, items.length])).toEqual([
    ['vqa', 8],
    ['counting', 8],
  ]);
  // Whoever mends one of their answers has another exam, and old scores are not taken for it.
  const [, counting] = exams as [Exam, Exam];
  const mended = { ...counting, items: counting.items.map((item) => ({ ...item, truth: 'another' })) };
  expect(digestOf([counting])).toBe(digestOf([{ ...counting, items: [...counting.items] }]));
  expect(digestOf([counting])).not.toBe(digestOf([mended]));
  expect(skipped).toEqual([{ what: 'benchmark colours', count: 1, why: 'no bench/colours in the dataset' }]);
}, 60_000);

test('names', () => {
  const own = { name: 'counting', scorer: 'vqa', folder: 'bench/my_counts' };
  expect([nameOf('vqa'), nameOf(own), folderOf('vqa'), folderOf(own)]).toEqual([
    'vqa',
    'counting',
    'vqa',
    'my_counts',
  ]);
  expect(() => benchmarkOf({ ...own, scorer: 'nobody' })).toThrow('There is no benchmark "nobody"');
});
