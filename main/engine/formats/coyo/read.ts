/** COYO's parquet: addresses and alt texts with measures of their likeness, no pictures. img2dataset's metadata beside its tars is of this kind, too. */
import { parquetReader } from '../parquet/read.ts';

export const coyo = parquetReader({
  format: 'coyo',
  title: 'COYO',
  confidence: 0.9,
  fits: (columns) =>
    columns.includes('text') &&
    columns.includes('url') &&
    (columns.includes('image_phash') || columns.some((name) => name.startsWith('clip_similarity'))),
  mapping: { text: 'text', address: 'url', conversations: null, question: null, answer: null },
});
