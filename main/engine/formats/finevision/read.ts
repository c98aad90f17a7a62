/** FineVision's parquet (nanoVLM): lists of images and of turns, with four lists of ratings, one number a turn. */
import { parquetReader } from '../parquet/read.ts';

export const finevision = parquetReader({
  format: 'finevision',
  title: 'FineVision',
  confidence: 0.9,
  fits: (columns) => columns.includes('images') && columns.includes('texts'),
  mapping: { image: 'images', conversations: 'texts', text: null, question: null, answer: null },
});
