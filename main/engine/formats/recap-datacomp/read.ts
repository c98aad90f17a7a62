/** Recap-DataComp's parquet: recaptions and original captions of images that are known by their address and hash. */
import { parquetReader } from '../parquet/read.ts';

export const recapDatacomp = parquetReader({
  format: 'recap-datacomp',
  title: 'Recap-DataComp',
  confidence: 0.95,
  fits: (columns) => columns.includes('re_caption') && columns.includes('org_caption'),
  mapping: {
    text: 're_caption',
    address: 'url',
    sha256: 'sha256',
    conversations: null,
    question: null,
    answer: null,
  },
});
