/** A folder of the test's own, filled from a list of files and removed after the test. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import {
  type DatasetImage,
  findSets,
  type Quarantined,
  readSet,
} from '../../../../main/engine/formats/dataset.ts';

/** Text and bytes are written as they are, anything else as JSON. */
export type Files = Record<string, unknown>;

export async function folderOf(files: Files): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'squared-formats-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) await put(join(folder, path), content);
  return folder;
}

export async function put(file: string, content: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const asIs = typeof content === 'string' || content instanceof Uint8Array;
  await writeFile(file, asIs ? content : JSON.stringify(content));
}

export const picture = (width = 8, height = 6, background = '#c04020') =>
  sharp({ create: { width, height, channels: 3, background } });

export const jpeg = await picture().jpeg().toBuffer();

export const record = (image: unknown, ...texts: string[]) => ({
  image,
  conversations: texts.map((value, index) => ({ from: index % 2 === 0 ? 'human' : 'gpt', value })),
});

/** What one set of a folder gives. */
export async function read(folder: string, name = 'pretrain') {
  const set = (await findSets(folder)).sets.find((one) => one.name === name);
  if (!set) throw new Error(`no set ${name}`);
  const images: DatasetImage[] = [];
  const quarantined: Quarantined[] = [];
  for await (const image of readSet(set, (item) => quarantined.push(item))) images.push(image);
  return { images, quarantined, names: images.map((image) => image.name) };
}
