/** Sources of benchmarks: pictures beside their questions or inside VLMEvalKit's tables, each found again by the question that is asked about it. */
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planOf } from '../../../../../main/engine/plan/presets.ts';
import { benchPlaces } from '../../../../../main/engine/steps/dataset-places.ts';
import { readExams } from '../../../../../main/engine/steps/exams.ts';
import { imagesOfSet } from '../../../../../main/engine/store/index.ts';
import type { PlannedBenchmark } from '../../../../../shared/plan.ts';
import { folderOf, jpeg, picture } from '../../formats/temporary-folder.ts';
import { experiment } from './importing.ts';

const columns = ['index', 'image', 'image_path', 'question', 'A', 'B', 'answer', 'category'];
const tsv = (...rows: (string | number)[][]) => [columns, ...rows].map((row) => row.join('\t')).join('\n');
const png = await picture(8, 6, '#00ff00').png().toBuffer();
const inBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const broken = Buffer.from('this is no picture, but it is long enough to be one').toString('base64');

const table = tsv(
  [1, inBase64(jpeg), '', 'what?', 'red', 'green', 'A', 'colours'],
  [2, inBase64(png), '', 'what?', 'red', 'green', 'B', 'colours'],
  [3, 2, '', 'and now?', 'red', 'green', 'B', 'colours'],
  [4, broken, '', 'broken?', 'red', 'green', 'B', 'colours'],
  [5, '', 'beside/five.jpg', 'a file?', 'red', 'green', 'A', 'colours'],
);

async function asked(one: ReturnType<typeof experiment>, dataset: object, benchmarks: PlannedBenchmark[]) {
  const images = new Set(imagesOfSet(one.db, 'bench').map(({ name }) => name));
  const plan = { ...planOf('smoke'), dataset } as ReturnType<typeof planOf>;
  const { exams, skipped } = await readExams(benchmarks, benchPlaces(plan, one.places), images);
  return {
    images: [...images],
    exams: exams.map(({ benchmark, items }) => [
      benchmark.name,
      ...items.map(({ id, image }) => `${id}: ${image}`),
    ]),
    skipped: skipped.map(({ what, count }) => [what, count]),
  };
}

test('a table is a benchmark by itself: its pictures come out of it, broken ones are quarantined', async () => {
  const data = await folderOf({
    'pretraining/a.jpg': jpeg,
    'downloads/mine.tsv': table,
    'downloads/beside/five.jpg': jpeg,
    'downloads/other.txt': 'somebody else’s',
  });
  const sources = [
    { path: join(data, 'pretraining'), role: 'pretraining' as const },
    { path: join(data, 'downloads', 'mine.tsv'), role: 'benchmark' as const },
  ];
  const one = experiment();
  await one.run(sources);
  expect(one.content().quarantine).toEqual([
    ['bench', 'row 4', 'its content is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image'],
  ]);
  const own = { name: 'colours', scorer: 'vlmevalkit', folder: 'bench/colours' };
  expect(await asked(one, { kind: 'sources', sources }, ['vlmevalkit', own, 'pope'])).toEqual({
    images: ['mine/1', 'mine/2', 'beside/five.jpg'],
    exams: [
      ['vlmevalkit', '1: mine/1', '2: mine/2', '3: mine/2', '5: beside/five.jpg'],
      ['colours', '1: mine/1', '2: mine/2', '3: mine/2', '5: beside/five.jpg'],
    ],
    skipped: [
      ['questions of VLMEvalKit (multiple choice)', 1],
      ['questions of colours', 1],
      ['benchmark POPE (object existence)', 1],
    ],
  });
});

test('tables in a dataset’s folder, without images beside them', async () => {
  const data = await folderOf({ 'pretrain/a.jpg': jpeg, 'bench/vlmevalkit/mine.tsv': table });
  const one = experiment();
  await one.runFolder(data);
  expect(await asked(one, { kind: 'folder', path: data }, ['vlmevalkit'])).toEqual({
    images: ['vlmevalkit/mine/1', 'vlmevalkit/mine/2'],
    exams: [['vlmevalkit', '1: vlmevalkit/mine/1', '2: vlmevalkit/mine/2', '3: vlmevalkit/mine/2']],
    skipped: [['questions of VLMEvalKit (multiple choice)', 2]],
  });
  // Repeated, nothing comes twice; a changed table is noticed.
  expect((await one.runFolder(data)).log).toEqual([]);
  expect(imagesOfSet(one.db, 'bench')).toHaveLength(2);
});

test('several sources of benchmarks: each has its images and its questions', async () => {
  const pope = JSON.stringify({ question_id: 1, image: '1.jpg', text: '?', label: 'yes' });
  const first = await folderOf({ 'images/1.jpg': jpeg, 'pope/coco_pope_random.json': pope });
  const second = await folderOf({ 'bench/images/1.jpg': jpeg, 'bench/tables/mine.tsv': table });
  const pretraining = await folderOf({ 'a.jpg': jpeg });
  const sources = [
    { path: pretraining, role: 'pretraining' as const },
    { path: first, role: 'benchmark' as const },
    { path: second, role: 'benchmark' as const, name: 'second' },
  ];
  const one = experiment();
  await one.run(sources);
  const own = { name: 'colours', scorer: 'vlmevalkit', folder: 'bench/tables' };
  expect((await asked(one, { kind: 'sources', sources }, ['pope', own])).exams).toEqual([
    ['pope', 'random:1: source-2/1.jpg'],
    ['colours', '1: second/tables/mine/1', '2: second/tables/mine/2', '3: second/tables/mine/2'],
  ]);
});

test.for(['images', 'bench'])('a folder %s that is a link out of the source is not read', async (name) => {
  const outside = await folderOf({ 'secret.jpg': jpeg, 'images/secret.jpg': jpeg });
  const data = await folderOf({ 'pope/notes.txt': 'none', 'own.jpg': jpeg });
  await symlink(outside, join(data, name));
  const pretraining = await folderOf({ 'a.jpg': jpeg });
  const one = experiment();
  await one.run([
    { path: pretraining, role: 'pretraining' },
    { path: data, role: 'benchmark' },
  ]);
  expect(imagesOfSet(one.db, 'bench').map(({ name }) => name)).toEqual(['own.jpg']);
  expect(one.content().quarantine).toContainEqual([
    'bench',
    'file',
    'it is a link that leads out of the dataset',
  ]);
});
