/** A few images of a plan's data, written into a folder as ordinary files: read or drawn as the import and the world do. */
import { statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetSource, Plan } from '../../../shared/plan.ts';
import { EngineFailure, throwIfCancelled } from '../failure.ts';
import { findSets } from '../formats/dataset.ts';
import { endingOfImage } from '../formats/image-kind.ts';
import { openBytes, openPicture } from '../formats/open-picture.ts';
import { judged, nothingSeen, pictureShown } from '../formats/sources/preview.ts';
import { inspect, type OpenedSource, readSamples } from '../formats/sources/read-samples.ts';
import { openSource } from '../formats/sources/source-folder.ts';
import { loadArt } from '../world/art.ts';
import { makeImageWriter } from '../world/image-writer.ts';
import { makeScene } from '../world/scene.ts';
import { pretrainTurns } from '../world/sets/pretrain.ts';

export const picturesTried = 5;

export interface TriedPicture {
  /** As the source names it. */
  readonly name: string;
  /** In the folder; null where it cannot be opened. */
  readonly file: string | null;
  readonly thumbnail: string | null;
  readonly original: string | null;
  readonly error: string | null;
}

export interface Pictures {
  readonly pictures: readonly TriedPicture[];
  /** Where the next ones begin; null where there are none. */
  readonly next: number | null;
}

interface Taking {
  readonly folder: string;
  readonly skip: number;
  readonly signal: AbortSignal;
}

/** Throws an EngineFailure where the data has no image there. */
export async function takePictures({ dataset }: Pick<Plan, 'dataset'>, taking: Taking): Promise<Pictures> {
  await mkdir(taking.folder, { recursive: true });
  const found =
    dataset.kind === 'world' ? await drawn(dataset.seed, taking) : await read(await opened(dataset), taking);
  if (found.pictures.length > 0) return found;
  throw new EngineFailure(
    taking.skip > 0 ? 'There are no further images.' : 'There is no image to try a prompt on.',
    'The look at the data tells what it holds, and what is left out and why.',
  );
}

/** The first scenes of the very world that the plan would draw. */
async function drawn(seed: number, { folder, skip, signal }: Taking): Promise<Pictures> {
  const images = makeImageWriter(await loadArt());
  const scenes = Array.from({ length: picturesTried }, (_, at) => {
    const scene = makeScene(seed, 'pretrain', skip + at);
    const name = `${String(skip + at).padStart(6, '0')}.jpg`;
    return { name, file: join(folder, name), scene };
  });
  try {
    for (const { scene, file } of scenes) {
      throwIfCancelled(signal);
      await images.write(scene, file);
    }
  } finally {
    await images.finish();
  }
  const pictures = scenes.map(async ({ name, file, scene }): Promise<TriedPicture> => {
    const { thumbnail } = await pictureShown({ picture: { file } });
    return { name, file, thumbnail, original: pretrainTurns(scene)[0]?.answer ?? null, error: null };
  });
  return { pictures: await Promise.all(pictures), next: skip + picturesTried };
}

interface OpenedData {
  readonly opened: OpenedSource;
  readonly filters: Parameters<typeof judged>[1]['filters'];
}

/** What is pretrained on: of a folder that part, of a list of sources the first one in that role. */
async function opened(dataset: Exclude<DatasetSource, { kind: 'world' }>): Promise<OpenedData> {
  if (dataset.kind === 'folder') {
    const isFile = statSync(dataset.path, { throwIfNoEntry: false })?.isFile() ?? false;
    const set = isFile
      ? undefined
      : (await findSets(dataset.path)).sets.find(({ role }) => role === 'pretrain');
    const source = await openSource(set?.folder ?? dataset.path, set?.without);
    return { opened: await inspect(source), filters: undefined };
  }
  const source = dataset.sources.find(({ role }) => role === 'pretraining');
  if (!source) throw new EngineFailure('No source of the plan is for pretraining.');
  return { opened: await inspect(await openSource(source.path), source), filters: source.filters };
}

/** Images that a filter takes are passed by, as the import passes them by; those that cannot be read are told. */
async function read(
  { opened: source, filters }: OpenedData,
  { folder, skip, signal }: Taking,
): Promise<Pictures> {
  const languageOf = filters?.languages
    ? (await import('../formats/sources/language.ts')).languageOf
    : () => null;
  const seen = nothingSeen();
  const pictures: TriedPicture[] = [];
  let passed = 0;
  for await (const sample of readSamples(source)) {
    throwIfCancelled(signal);
    if ('refused' in sample || sample.picture === null || sample.picture === 'earlier') continue;
    if (seen.names.has(sample.name)) continue;
    const { left } = await judged(sample, { role: 'pretraining', filters }, languageOf, seen);
    if (left?.startsWith('filter: ')) continue;
    if (passed++ < skip) continue;
    if (pictures.length === picturesTried) return { pictures, next: skip + picturesTried };
    const { picture, name, turns } = sample;
    const content = 'bytes' in picture ? await openBytes(picture.bytes) : await openPicture(picture.file);
    const original = turns[0]?.assistant ?? null;
    if ('refused' in content) {
      pictures.push({ name, file: null, thumbnail: null, original, error: content.refused });
      continue;
    }
    const file = join(folder, `${pictures.length}.${endingOfImage(content.bytes)}`);
    await writeFile(file, content.bytes);
    const { thumbnail } = await pictureShown({ picture: { file } });
    pictures.push({ name, file, thumbnail, original, error: null });
  }
  return { pictures, next: null };
}
