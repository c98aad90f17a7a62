/** VILA's WebDataset: shards that wids-meta.json lists (`shardlist[{ url, nsamples }]`); an address in the list is a path in the folder. */
import { posix } from 'node:path';
import { readPlainFile, utf8Of } from '../plain-file.ts';
import type { Reader } from '../sources/reader.ts';
import { counted } from '../sources/record-files.ts';
import type { SourceFile, SourceFolder } from '../sources/source-folder.ts';
import { isObject } from '../sources/values.ts';
import { samplesOf } from '../webdataset/shards.ts';

interface Listed {
  readonly url: string;
  readonly samples: number | null;
  readonly shard: SourceFile | null;
}

const largestList = 64e6;
const mostListed = 1_000_000;

export const vilaWebdataset: Reader = {
  format: 'vila-webdataset',
  title: 'VILA WebDataset',
  async detect(source) {
    const list = listOf(source);
    const listed = list ? await listedIn(source, list) : null;
    if (!list || !listed?.some(({ shard }) => shard)) return null;
    const shards = listed.flatMap(({ shard }) => (shard ? [shard.path] : []));
    return {
      confidence: 0.99,
      evidence: `wids-meta.json that lists ${counted(listed.length, 'shard')}`,
      mapping: {},
      reads: new Set([list.path, ...shards]),
      records: listed.every(({ samples }) => samples !== null)
        ? listed.reduce((sum, { samples, shard }) => sum + (shard ? (samples as number) : 0), 0)
        : null,
    };
  },
  async *records(source) {
    const list = listOf(source) as SourceFile;
    for (const { url, samples, shard } of (await listedIn(source, list)) ?? []) {
      const position = `shard ${JSON.stringify(url.slice(0, 200))}`;
      if (!shard) {
        yield {
          file: list.file,
          position,
          refused: 'the shard is listed and not in the folder; nothing is fetched',
        };
        continue;
      }
      let count = 0;
      for await (const item of samplesOf(shard)) {
        if ('fields' in item) count++;
        yield item;
      }
      if (samples !== null && samples !== count) {
        const refused = `the list says ${samples} samples, the shard has ${count}; those were taken`;
        yield { file: list.file, position, refused };
      }
    }
  },
};

const listOf = (source: SourceFolder): SourceFile | undefined =>
  source.files.find(({ path }) => posix.basename(path) === 'wids-meta.json');

async function listedIn(source: SourceFolder, list: SourceFile): Promise<Listed[] | null> {
  const read = await readPlainFile(list.file, largestList);
  try {
    const value: unknown = JSON.parse(('bytes' in read && utf8Of(read.bytes)) || '');
    if (!isObject(value) || !Array.isArray(value.shardlist)) return null;
    return value.shardlist.slice(0, mostListed).flatMap((one: unknown) => {
      if (!isObject(one) || typeof one.url !== 'string') return [];
      const path = posix.join(posix.dirname(list.path), one.url);
      const shard = source.ofKind('tar', 'tar.gz').find((file) => file.path === path) ?? null;
      const samples = Number.isInteger(one.nsamples) ? (one.nsamples as number) : null;
      return [{ url: one.url, samples, shard }];
    });
  } catch {
    return null;
  }
}
