/**
 * The user's own captioned images as a benchmark, for data that brings none: some are kept from training (main/engine/steps/own-captions.ts),
 * described with the paper's brief prompt (a reference is as short as alt text, and CIDEr-D punishes another length) and held against what
 * came with them, by COCO captioning's rule.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import brief from '../../../resources/prompts/brief.json' with { type: 'json' };
import type { Benchmark } from './benchmark.ts';
import { coco } from './coco.ts';

export const ownReferencesFile = 'captions.json';

/** COCO's form, which the import writes. An image's name is the user's own and may be one that a stranger's file is refused for. */
export interface OwnReferences {
  readonly images: readonly { readonly id: number; readonly file_name: string; readonly name: string }[];
  readonly annotations: readonly {
    readonly id: number;
    readonly image_id: number;
    readonly caption: string;
  }[];
}

export const ownCaptions: Benchmark = {
  ...coco,
  name: 'own-captions',
  folder: 'own-captions',
  title: 'Own captions (likeness to the originals)',
  scorer:
    'pycocoevalcap’s CIDEr-D against what came with the image; longer captions than that lower it by design',

  async read(benchFolder, folder = 'own-captions', leftOut) {
    const items = await coco.read(benchFolder, folder, leftOut);
    if (items === null) return null;
    const { images }: OwnReferences = JSON.parse(
      await readFile(join(benchFolder, folder, ownReferencesFile), 'utf8'),
    );
    const names = new Map(images.map(({ id, name }) => [String(id), name]));
    return items.map((item) => ({
      ...item,
      image: names.get(item.id) as string,
      prompt: brief[0] as string,
    }));
  },
};
