/** WebDataset as img2dataset writes it: tars of `KEY.jpg`, `KEY.txt` and `KEY.json`. The parquet of the same stem repeats the JSON and is not read. */
import type { Detection, Reader } from '../sources/reader.ts';
import { counted, stemmed } from '../sources/record-files.ts';
import type { SourceFolder } from '../sources/source-folder.ts';
import { samplesOf } from './shards.ts';

export const webdataset: Reader = {
  format: 'webdataset',
  title: 'WebDataset',
  async detect(source) {
    const shards = source.ofKind('tar', 'tar.gz');
    if (shards.length === 0) return null;
    return {
      confidence: 0.95,
      evidence: counted(shards.length, 'tar shard'),
      mapping: {},
      reads: new Set([...shards.map(({ path }) => path), ...besides(source)]),
      records: null,
    };
  },
  async *records(source: SourceFolder, { reads }: Detection) {
    for (const shard of source.ofKind('tar', 'tar.gz')) if (reads.has(shard.path)) yield* samplesOf(shard);
  },
};

/** What img2dataset writes beside each shard: known, and told by it. */
function besides(source: SourceFolder): string[] {
  const stems = new Set(source.ofKind('tar', 'tar.gz').map(({ path }) => stemmed(path)));
  return source.files
    .filter(({ path, kind }) => kind !== 'tar' && stems.has(stemmed(path.replace(/_stats(?=\.json$)/, ''))))
    .map(({ path }) => path);
}
