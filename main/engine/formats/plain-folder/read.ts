/** A folder of images, with a caption in a .txt of the same stem or without. */
import { extname } from 'node:path';
import type { Reader } from '../sources/reader.ts';
import { counted } from '../sources/record-files.ts';
import { sidecarRecords } from '../sources/sidecar-records.ts';

export const plainFolder: Reader = {
  format: 'plain-folder',
  title: 'Folder of images',
  async detect(source) {
    if (source.images.size === 0) return null;
    const texts = [...source.sidecars.keys()].filter((path) => extname(path) === '.txt').length;
    return {
      confidence: 0.3,
      evidence: `${counted(source.images.size, 'image')} and ${counted(texts, 'text')} beside them`,
      mapping: { image: 'image', text: 'text' },
      reads: new Set(),
      records: source.images.size,
    };
  },
  records: (source) => sidecarRecords(source, ['.txt'], (text) => [text]),
};
