import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kindOf } from '../../../../main/engine/world/kinds.ts';
import type { LlavaRecord } from '../../../../main/engine/world/sets/llava.ts';
import type { PopeLine } from '../../../../main/engine/world/sets/pope.ts';
import type { RefcocoEntry } from '../../../../main/engine/world/sets/refcoco.ts';
import { smokeSizes } from '../../../../main/engine/world/sets/sizes.ts';
import type { VqaAnnotation, VqaQuestion } from '../../../../main/engine/world/sets/vqa.ts';
import type { VsrLine } from '../../../../main/engine/world/sets/vsr.ts';
import type { Truth } from '../../../../main/engine/world/truth.ts';
import { type WorldCounts, type WorldProgress, writeWorld } from '../../../../main/engine/world/write.ts';

let folder: string;
let counts: WorldCounts;
let truth: Map<string, Truth>;
const progress: WorldProgress[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'world-'));
  counts = await writeWorld(
    folder,
    { seed: 11, sizes: smokeSizes },
    { onProgress: (step) => progress.push(step) },
  );
  truth = new Map((await readLines<Truth>('truth/bench.jsonl')).map((line) => [line.image, line]));
});
afterAll(() => rm(folder, { recursive: true }));

const readText = (path: string) => readFile(join(folder, path), 'utf8');
const readJson = async <T>(path: string): Promise<T> => JSON.parse(await readText(path));
const readLines = async <T>(path: string): Promise<T[]> =>
  (await readText(path))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const truthFor = (image: string) => truth.get(image) as Truth;
const has = (image: string, kind: string) => truthFor(image).objects.some((object) => object.kind === kind);
const askedKind = (line: PopeLine) => line.text.split(' ')[3];

test('every set has its images, its conversations and its truth', async () => {
  const sets = [
    ['pretrain', 'pretrain', 200],
    ['sft', 'sft', 60],
    ['sft-val', 'sft-val', 30],
    ['specialists/spatial', 'spatial', 60],
    ['specialists/grounding', 'grounding', 60],
    ['specialists/ocr', 'ocr', 60],
  ] as const;
  for (const [path, name, size] of sets) {
    const records = await readJson<LlavaRecord[]>(`${path}/llava.json`);
    const files = await readdir(join(folder, path, 'images'));
    const lines = await readLines<Truth>(`truth/${name}.jsonl`);
    expect(counts[path]).toBe(size);
    expect(records.map((record) => record.image)).toEqual(files.sort().map((file) => `images/${file}`));
    expect(lines.map((line) => line.image)).toEqual(records.map((record) => record.image));
    for (const { conversations } of records) {
      expect(conversations[0].value.startsWith('<image>\n')).toBe(true);
      expect(conversations.length % 2).toBe(0);
    }
  }
});

test('each specialist only teaches its own skill, and each supervised image has caption, existence and counts', async () => {
  const turns = async (path: string) =>
    (await readJson<LlavaRecord[]>(`${path}/llava.json`)).map((record) =>
      record.conversations.map((turn) => turn.value),
    );
  for (const values of await turns('specialists/spatial')) expect(values).toHaveLength(10);
  for (const values of await turns('specialists/ocr')) {
    expect(values[0]).toBe('<image>\nwhat does the sign say?');
    expect(values).toHaveLength(4);
  }
  for (const values of await turns('specialists/grounding')) {
    expect(values.slice(-3)[0]).toMatch(/\[\d{3},\d{3},\d{3},\d{3}\]/);
  }
  for (const values of await turns('sft')) {
    expect(values[1]).toMatch(/ on [a-z]+\.$/);
    expect(values.filter((value) => value.startsWith('is there'))).toHaveLength(3);
    expect(values.filter((value) => value.startsWith('how many'))).toHaveLength(2);
  }
});

test('pope: half yes, true labels, the same yes questions, and absent kinds by the definition of each split', async () => {
  const [random, popular, adversarial] = await Promise.all(
    ['random', 'popular', 'adversarial'].map((split) => readLines<PopeLine>(`bench/pope/pope_${split}.json`)),
  );
  const only = (lines: PopeLine[], label: string) => lines.filter((line) => line.label === label);
  for (const lines of [random, popular, adversarial]) {
    expect(lines).toHaveLength(20);
    expect(only(lines, 'yes')).toHaveLength(10);
    for (const line of lines) expect(has(line.image, askedKind(line))).toBe(line.label === 'yes');
  }
  expect(only(popular, 'yes')).toEqual(only(random, 'yes'));
  expect(only(adversarial, 'yes')).toEqual(only(random, 'yes'));
  for (const line of only(adversarial, 'no')) {
    const present = truthFor(line.image).objects.map((object) => object.category);
    expect(present).toContain(kindOf(askedKind(line)).category);
  }
  const imagesWith = (kind: string) => [...truth.keys()].filter((image) => has(image, kind)).length;
  const frequencies = new Set(only(popular, 'no').map(askedKind));
  const rarer = [...truth.values()]
    .flatMap((line) => line.objects)
    .filter(({ kind }) => !frequencies.has(kind));
  const leastPopular = Math.min(...[...frequencies].map(imagesWith));
  // at most the twelve most frequent kinds are asked for
  const above = new Set(rarer.map(({ kind }) => kind).filter((kind) => imagesWith(kind) > leastPopular));
  expect(above.size + frequencies.size).toBeLessThanOrEqual(12);
});

test('vqa: questions and annotations match, answers are true, one fifth asks for the ground', async () => {
  const { questions } = await readJson<{ questions: VqaQuestion[] }>('bench/vqa/questions.json');
  const { annotations } = await readJson<{ annotations: VqaAnnotation[] }>('bench/vqa/annotations.json');
  expect(annotations.map((entry) => entry.question_id)).toEqual(questions.map((entry) => entry.question_id));
  expect(annotations.filter((entry) => entry.answer_type === 'other')).toHaveLength(10);
  for (const entry of annotations) {
    const { background } = truthFor(`images/${String(entry.image_id).padStart(6, '0')}.jpg`);
    if (entry.answer_type === 'other') expect(entry.multiple_choice_answer).toBe(background);
    else expect(entry.multiple_choice_answer).toMatch(/^[0-4]$/);
    expect(entry.answers.map(({ answer }) => answer)).toEqual(Array(10).fill(entry.multiple_choice_answer));
  }
});

test('vsr: balanced, every statement once, labels follow the truth', async () => {
  const lines = await readLines<VsrLine>('bench/vsr/test.jsonl');
  expect(lines.filter((line) => line.label === 1)).toHaveLength(lines.length / 2);
  expect(new Set(lines.map((line) => line.image + line.caption)).size).toBe(lines.length);
  for (const { image, caption, label } of lines) {
    const known = truthFor(image).relations.map(([a, relation, b]) => `the ${a} is ${relation} the ${b}.`);
    expect(known.includes(caption)).toBe(label === 1);
  }
});

test('refcoco and ocrbench: exact answers about one thing each', async () => {
  for (const { image, expression, bbox } of await readJson<RefcocoEntry[]>('bench/refcoco/test.json')) {
    const named = truthFor(image).objects.filter((object) => `the ${object.kind}` === expression);
    const [left, top, width, height] = bbox;
    expect(named.map(({ box }) => box)).toEqual([[left, top, left + width, top + height]]);
  }
  const readings = await readJson<{ image: string; answer: string[] }[]>('bench/ocrbench/ocrbench.json');
  expect(readings).toHaveLength(30);
  for (const { image, answer } of readings) expect(answer).toEqual([truthFor(image).sign]);
});

test('captions and instances describe the same images', async () => {
  const captions = await readJson<{ images: { id: number }[]; annotations: { image_id: number }[] }>(
    'bench/caption/captions_val.json',
  );
  const instances = await readJson<{
    images: { id: number; file_name: string }[];
    annotations: { image_id: number; category_id: number }[];
    categories: { id: number; name: string }[];
  }>('bench/caption/instances_val.json');
  expect(instances.images).toEqual(captions.images);
  expect(captions.annotations.map((entry) => entry.image_id)).toEqual(
    captions.images.map((entry) => entry.id),
  );
  const names = new Map(instances.categories.map((category) => [category.id, category.name]));
  for (const { id, file_name } of instances.images) {
    const annotated = instances.annotations.filter((entry) => entry.image_id === id);
    expect(annotated.map((entry) => names.get(entry.category_id))).toEqual(
      truthFor(file_name).objects.map((object) => object.kind),
    );
  }
});

test('progress reaches the total, and world.json says what is in the folder', async () => {
  expect(progress.at(-1)).toMatchObject({ done: 530, total: 530, set: 'bench' });
  const world = await readJson<{ seed: number; counts: WorldCounts; kinds: unknown[] }>('world.json');
  expect(world).toMatchObject({ seed: 11, counts });
  expect(await readText('ATTRIBUTION.txt')).toMatch(/Noto Emoji[\s\S]*Apache License/);
});

test('a stopped world has no world.json and nothing still under way', async () => {
  const stopped = await mkdtemp(join(tmpdir(), 'world-stopped-'));
  const controller = new AbortController();
  const writing = writeWorld(
    stopped,
    { seed: 11, sizes: smokeSizes },
    { signal: controller.signal, onProgress: ({ done }) => done === 20 && controller.abort() },
  );
  await expect(writing).rejects.toThrow(/abort/i);
  // all twenty are there already: nothing is still being written when the caller hears of the stop
  expect(await readdir(join(stopped, 'pretrain/images'))).toHaveLength(20);
  expect(await readdir(stopped)).not.toContain('world.json');
  await rm(stopped, { recursive: true });
});
