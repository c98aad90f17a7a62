/** Parquet as pyarrow and `datasets` write it (test/fixtures/parquet/make.py), and as strangers break it. */
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetMetadata } from 'hyparquet';
import { expect, test } from 'vitest';
import type { InnerPicture } from '../../../../../main/engine/formats/sources/reader.ts';
import { parquetOf, readFolder } from '../sources/reading.ts';
import { folderOf, put } from '../temporary-folder.ts';

const fixtures = join(import.meta.dirname, '../../../../fixtures/parquet');

async function fixture(name: string): Promise<string> {
  const folder = await folderOf({});
  await copyFile(join(fixtures, name), join(folder, name));
  return folder;
}

test('what `datasets` writes: pictures as bytes with their path', async () => {
  const { format, said, samples, refused } = await readFolder(await fixture('datasets.parquet'));
  expect(format).toBe('parquet');
  expect(said).toEqual([
    ['datasets/1', 'a red field.'],
    ['datasets/2', 'a blue field.'],
  ]);
  const starts = samples.map(({ picture }) => Buffer.from((picture as InnerPicture).bytes.subarray(0, 4)));
  expect(starts.map((start) => start.toString('latin1'))).toEqual(['\x89PNG', '\xff\xd8\xff\xe0']);
  expect(refused).toEqual([]);
});

test('FineVision: lists of images, of turns and of ratings', async () => {
  const { format, samples, mapping, refused } = await readFolder(await fixture('finevision.parquet'));
  expect(format).toBe('finevision');
  expect(mapping.scores).toEqual(['relevance_ratings']);
  expect(samples).toMatchObject([
    {
      turns: [
        { user: 'which colour?', assistant: 'red.' },
        { user: 'sure?', assistant: 'yes.' },
      ],
      scores: { relevance_ratings: 4.5 },
    },
  ]);
  expect(refused).toEqual([['row 2', 'it names several images; one image a conversation is read']]);
});

test('every codec and encoding that pyarrow writes', async () => {
  const names = (await readdir(fixtures)).filter((name) => name.endsWith('.parquet')).sort();
  const plain = names.filter((name) => !['datasets.parquet', 'finevision.parquet'].includes(name));
  expect(plain).toHaveLength(8);
  for (const name of plain) {
    const { samples, refused } = await readFolder(await fixture(name), { text: 'text', address: 'url' });
    expect(refused, name).toEqual([]);
    expect(samples, name).toHaveLength(200);
    expect(samples.at(-1), name).toMatchObject({
      address: 'https://example.org/199',
      turns: [{ assistant: 'a caption of some length, said again.' }],
    });
  }
});

const rows = (count: number) =>
  parquetOf([
    { name: 'url', data: Array.from({ length: count }, (_, at) => `https://example.org/${at}`) },
    { name: 'text', data: Array.from({ length: count }, (_, at) => `caption ${at}`) },
  ]);

/** Beside a file that is whole, and is read whatever its neighbour is. */
async function beside(broken: Uint8Array) {
  const folder = await folderOf({ 'b-good.parquet': rows(3) });
  await put(join(folder, 'a-broken.parquet'), broken);
  const { samples, refused } = await readFolder(folder, {});
  expect(samples.filter(({ file }) => file.endsWith('b-good.parquet'))).toHaveLength(3);
  return refused;
}

test('a file that is cut off, of zeros, or whose header lies is refused and the next one read', async () => {
  const whole = Buffer.from(rows(1000));
  const damaged = [['file', 'its parquet header is damaged']];
  expect(await beside(whole.subarray(0, whole.length - 100))).toEqual(damaged);
  expect(await beside(Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(64)]))).toEqual(damaged);
  const long = Buffer.from(whole);
  long.writeUInt32LE(0xfffffff0, long.length - 8);
  expect(await beside(long)).toEqual(damaged);
  // Its pages are overwritten, its header is whole.
  const pages = Buffer.from(whole);
  pages.fill(0xff, 4, 200);
  const refused = await beside(pages);
  expect(refused).toEqual([['rows 1 to 1000', expect.stringMatching(/damaged|unpacks/)]]);
});

test('columns packed with an unknown codec are refused with its name', async () => {
  const file = new Uint8Array(await readFile(join(fixtures, 'snappy.parquet')));
  const { metadata_length: length } = parquetMetadata(file.buffer);
  // The header is written in Thrift's compact protocol: the codec is an i32 (0x15) whose zigzag value 2 is SNAPPY and 6 is LZO.
  const header = file.subarray(file.length - 8 - length, file.length - 8);
  const before = parquetMetadata(file.buffer).row_groups.length;
  let changed = 0;
  for (let at = 0; at + 3 < header.length; at++) {
    const path = Buffer.from(header.subarray(at, at + 4)).toString('latin1');
    if (path !== 'text' && path.slice(0, 3) !== 'url') continue;
    const value = at + (path === 'text' ? 4 : 3);
    if (header[value] === 0x15 && header[value + 1] === 0x02) {
      header[value + 1] = 0x06;
      changed++;
    }
  }
  expect(changed).toBe(2 * before);
  const refused = await beside(file);
  expect(refused).toEqual([
    ['rows 1 to 100', 'its columns are packed with LZO, which cannot be read'],
    ['rows 101 to 200', 'its columns are packed with LZO, which cannot be read'],
  ]);
});

test('a page that would unpack to more than it says is not unpacked further', async () => {
  // A gigabyte of one letter, which gzip packs to a megabyte, behind a header that says a few bytes.
  const { boundedCompressors } = await import('../../../../../main/engine/formats/parquet/compressors.ts');
  const { gzipSync, zstdCompressSync, brotliCompressSync } = await import('node:zlib');
  const much = Buffer.alloc(50e6, 'a');
  const packed = { GZIP: gzipSync(much), ZSTD: zstdCompressSync(much), BROTLI: brotliCompressSync(much) };
  for (const [codec, bytes] of Object.entries(packed)) {
    const unpack = boundedCompressors[codec as keyof typeof packed];
    expect(() => unpack?.(bytes, 1000), codec).toThrow();
    expect(() => unpack?.(bytes, 600e6), codec).toThrow('a page unpacks to more than 512 MB');
    expect(unpack?.(bytes, 50e6), codec).toHaveLength(50e6);
  }
});

test('a million rows in many groups are read one group at a time', async () => {
  const folder = await folderOf({});
  await mkdir(join(folder, 'data'));
  const data = Array.from({ length: 100_000 }, (_, at) => `caption ${at} of a picture that is not here`);
  await writeFile(
    join(folder, 'data/0.parquet'),
    parquetOf(
      [
        { name: 'text', data },
        { name: 'url', data: data.map((_, at) => `https://example.org/${at}`) },
      ],
      {
        rowGroupSize: 1000,
      },
    ),
  );
  const { samples } = await readFolder(folder, {});
  expect(samples).toHaveLength(100_000);
  expect(samples[99_999]).toMatchObject({ position: 'row 100000', address: 'https://example.org/99999' });
});
