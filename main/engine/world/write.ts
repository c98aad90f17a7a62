import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { loadArt } from './art.ts';
import { attribution } from './attribution.ts';
import { backgrounds } from './background.ts';
import { makeImageWriter } from './image-writer.ts';
import { kinds } from './kinds.ts';
import { makeScene, type Scene, sceneSize } from './scene.ts';
import { benchFiles } from './sets/benchmarks.ts';
import { type LlavaRecord, llavaRecord } from './sets/llava.ts';
import { defaultSizes, type WorldSizes } from './sets/sizes.ts';
import type { BenchImage } from './sets/spread.ts';
import { type TrainingSet, trainingSets } from './sets/training.ts';
import { truthOf } from './truth.ts';
import { signWords } from './words.ts';

export interface WorldOptions {
  seed: number;
  /** what is not named has its default size */
  sizes?: Partial<WorldSizes>;
}

export interface WorldProgress {
  /** images drawn so far, of all sets together */
  done: number;
  total: number;
  /** the set being written */
  set: string;
}

export interface WorldWatch {
  onProgress?(progress: WorldProgress): void;
  /** checked before every image; the half-written folder stays, without a world.json */
  signal?: AbortSignal;
}

/** What was written, by path inside the folder: images for a set, questions for a benchmark file. */
export type WorldCounts = Record<string, number>;

/**
 * Writes the whole emoji world into a folder: training sets with images, benchmarks, and truth/*.jsonl for all of them.
 * `world.json` is written last, so a folder that has it is complete. The same options give the same bytes.
 */
export async function writeWorld(
  folder: string,
  options: WorldOptions,
  watch: WorldWatch = {},
): Promise<WorldCounts> {
  const sizes = { ...defaultSizes, ...options.sizes };
  const counts: WorldCounts = {};
  const total = trainingSets.reduce((sum, set) => sum + sizes[set.size], sizes.bench);
  const images = makeImageWriter(await loadArt());
  let done = 0;

  async function writeScene(set: string, scene: Scene, path: string): Promise<void> {
    watch.signal?.throwIfAborted();
    await images.write(scene, path);
    done += 1;
    watch.onProgress?.({ done, total, set });
  }

  await rm(join(folder, 'world.json'), { force: true });
  await writeText(join(folder, 'ATTRIBUTION.txt'), attribution);
  try {
    for (const set of trainingSets) {
      if (set.behind && sizes[set.size] === 0) continue;
      counts[set.folder] = await writeTrainingSet(folder, set, options.seed, sizes, writeScene);
    }
    counts.bench = await writeBench(folder, options.seed, sizes, writeScene, counts);
  } finally {
    // also when stopped: whoever stopped it may remove the folder, and nothing may be written after that
    await images.finish();
  }
  await writeText(join(folder, 'world.json'), json({ ...description, seed: options.seed, sizes, counts }));
  return counts;
}

type WriteScene = (set: string, scene: Scene, path: string) => Promise<void>;

const description = {
  version: 1,
  imageSize: sceneSize,
  kinds: kinds.map(({ name, plural, category }) => ({ name, plural, category })),
  backgrounds,
  words: signWords,
};

/** Takes scenes in order, skipping those that have nothing to teach in this set. */
async function writeTrainingSet(
  folder: string,
  set: TrainingSet,
  seed: number,
  sizes: WorldSizes,
  writeScene: WriteScene,
): Promise<number> {
  await mkdir(join(folder, set.folder, 'images'), { recursive: true });
  const records: LlavaRecord[] = [];
  let truth = '';
  for (let index = set.behind ? sizes[set.behind] : 0; records.length < sizes[set.size]; index++) {
    const scene = makeScene(seed, set.split, index);
    const turns = set.turns(scene);
    if (!turns) continue;
    const name = imageName(records.length);
    const image = `images/${name}.jpg`;
    await writeScene(set.folder, scene, join(folder, set.folder, image));
    records.push(llavaRecord(`${basename(set.folder)}-${name}`, image, turns));
    truth += `${JSON.stringify(truthOf(scene, image))}\n`;
  }
  await writeText(join(folder, set.folder, 'llava.json'), json(records));
  await writeText(join(folder, 'truth', `${basename(set.folder)}.jsonl`), truth);
  return records.length;
}

async function writeBench(
  folder: string,
  seed: number,
  sizes: WorldSizes,
  writeScene: WriteScene,
  counts: WorldCounts,
): Promise<number> {
  await mkdir(join(folder, 'bench', 'images'), { recursive: true });
  const images: BenchImage[] = [];
  let truth = '';
  for (let id = 0; id < sizes.bench; id++) {
    const scene = makeScene(seed, 'bench', id);
    const file = `images/${imageName(id)}.jpg`;
    await writeScene('bench', scene, join(folder, 'bench', file));
    images.push({ id, file, scene });
    truth += `${JSON.stringify(truthOf(scene, file))}\n`;
  }
  for (const { path, text, count } of benchFiles(images, sizes)) {
    await writeText(join(folder, 'bench', path), text);
    counts[`bench/${path}`] = count;
  }
  await writeText(join(folder, 'truth', 'bench.jsonl'), truth);
  return images.length;
}

function imageName(number: number): string {
  return String(number).padStart(6, '0');
}

function json(value: object): string {
  return `${JSON.stringify(value, null, '\t')}\n`;
}

async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
