import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { mme } from '../../../../main/engine/scorers/mme.ts';
import { mmmu } from '../../../../main/engine/scorers/mmmu.ts';
import { unpackBenchmark } from '../../../../main/engine/scorers/unpack.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { parquetOf } from '../formats/sources/reading.ts';

const picture = async (colour: string) =>
  new Uint8Array(
    await sharp({ create: { width: 4, height: 4, channels: 3, background: colour } })
      .png()
      .toBuffer(),
  );

async function mmmuParquet(ids: string[]): Promise<Uint8Array> {
  const red = await picture('red');
  return parquetOf([
    { name: 'id', data: ids, type: 'STRING' },
    { name: 'question', data: ids.map(() => 'What is <image 1>?'), type: 'STRING' },
    { name: 'options', data: ids.map(() => "['$6', '$7']"), type: 'STRING' },
    { name: 'image_1', data: ids.map(() => red), type: 'BYTE_ARRAY' },
    { name: 'answer', data: ids.map(() => 'B'), type: 'STRING' },
    { name: 'question_type', data: ids.map(() => 'multiple-choice'), type: 'STRING' },
  ]);
}

test('MMMU out of its parquet, subject by subject, one split only', async () => {
  const home = temporaryFolder('unpack');
  const [from, into] = [join(home, 'MMMU'), join(home, 'data')];
  for (const [subject, ids] of [
    ['Math', ['validation_Math_1']],
    ['Art', ['validation_Art_1', 'validation_Art_2']],
  ] as const) {
    mkdirSync(join(from, subject), { recursive: true });
    const parquet = await mmmuParquet([...ids]);
    writeFileSync(join(from, subject, 'validation-00000-of-00001.parquet'), parquet);
    writeFileSync(join(from, subject, 'test-00000-of-00001.parquet'), parquet);
  }
  await expect(unpackBenchmark(from, into, 'mmmu', null)).rejects.toThrow('several splits: test, validation');
  await expect(unpackBenchmark(from, into, 'mmmu', 'dev')).rejects.toThrow('no split "dev"');
  const unpacked = await unpackBenchmark(from, into, 'mmmu', 'validation');
  expect(unpacked).toMatchObject({ questions: 3, images: 3, left: [], leftOut: 0 });

  const items = (await mmmu.read(join(into, 'bench'))) ?? [];
  expect(items.map(({ id, image }) => [id, image])).toEqual([
    ['validation_Art_1', 'mmmu/validation_Art_1_1.png'],
    ['validation_Art_2', 'mmmu/validation_Art_2_1.png'],
    ['validation_Math_1', 'mmmu/validation_Math_1_1.png'],
  ]);
  const file = join(into, 'bench', 'images', items[0]?.image as string);
  expect(new Uint8Array(readFileSync(file))).toEqual(await picture('red'));
  // Nothing is overwritten.
  await expect(unpackBenchmark(from, into, 'mmmu', 'validation')).rejects.toThrow('is there already');
});

test('rows without a picture are left out and told; hostile ids make harmless names', async () => {
  const home = temporaryFolder('unpack');
  const red = await picture('red');
  const rows = ['../../x', '../../x', 'plain', 'plain'];
  const parquet = parquetOf([
    { name: 'question_id', data: rows, type: 'STRING' },
    { name: 'image', data: [red, red, new Uint8Array([1, 2, 3]), red], type: 'BYTE_ARRAY' },
    { name: 'question', data: rows.map(() => 'Is it red?'), type: 'STRING' },
    { name: 'answer', data: ['Yes', 'No', 'Yes', 'No'], type: 'STRING' },
    { name: 'category', data: rows.map(() => 'color'), type: 'STRING' },
  ]);
  const from = join(home, 'test-00000-of-00001.parquet');
  writeFileSync(from, parquet);
  const unpacked = await unpackBenchmark(from, join(home, 'data'), 'mme', null);
  expect(unpacked).toMatchObject({ questions: 3, images: 3, leftOut: 1 });
  expect(unpacked.left).toEqual([
    { position: 'test-00000-of-00001.parquet, row 3', why: 'it holds no picture' },
  ]);
  const items = (await mme.read(join(home, 'data', 'bench'))) ?? [];
  expect(items.map(({ image }) => image)).toEqual(['mme/_x_1.png', 'mme/_x-2_1.png']);
});

test('pictures as `datasets` packs them, with their path beside the bytes', async () => {
  const fixture = join(import.meta.dirname, '../../../fixtures/parquet/datasets.parquet');
  const into = temporaryFolder('unpack');
  const unpacked = await unpackBenchmark(fixture, into, 'mine', null);
  expect(unpacked).toMatchObject({ questions: 2, images: 2, leftOut: 0 });
  const lines = readFileSync(unpacked.file, 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).image)).toEqual(['mine/row_1.png', 'mine/row-2_1.jpg']);
  for (const { image } of lines.map((line) => JSON.parse(line)))
    expect((await sharp(join(into, 'bench', 'images', image)).metadata()).width).toBeGreaterThan(0);
});

test('what is no parquet is said', async () => {
  const home = temporaryFolder('unpack');
  writeFileSync(join(home, 'a.parquet'), 'not parquet');
  await expect(unpackBenchmark(home, join(home, 'data'), 'mmmu', null)).rejects.toThrow('no parquet file');
});
