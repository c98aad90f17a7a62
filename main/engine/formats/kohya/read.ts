/** kohya's folders: a .caption or .txt of the same stem beside each image, where each line is an alternative caption. */
import { extname } from 'node:path';
import type { Reader } from '../sources/reader.ts';
import { counted } from '../sources/record-files.ts';
import { sidecarRecords } from '../sources/sidecar-records.ts';

/** `10_dogs`: how often the trainer of kohya repeats the folder. */
const repeats = /(^|\/)\d+_[^/]+\//;

export const kohya: Reader = {
  format: 'kohya',
  title: 'kohya captions',
  async detect(source) {
    if (source.images.size === 0) return null;
    const captions = [...source.sidecars.keys()].filter((path) => extname(path) === '.caption').length;
    const isKohya = captions > 0 || [...source.sidecars.keys()].some((path) => repeats.test(path));
    if (!isKohya) return null;
    const evidence = captions > 0 ? counted(captions, '.caption file') : 'folders named after their repeats';
    return {
      confidence: 0.6,
      evidence: `${counted(source.images.size, 'image')}, ${evidence}`,
      mapping: { image: 'image', text: 'text' },
      reads: new Set(),
      records: source.images.size,
    };
  },
  records: (source) => sidecarRecords(source, ['.caption', '.txt'], (text) => text.split(/\r?\n/)),
};
