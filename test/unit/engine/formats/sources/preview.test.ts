/** A look at data before anything is written: samples with their pictures, fields that can be corrected, and honest counts. */
import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { Engine } from '../../../../../main/engine/engine.ts';
import type { RequestArgs } from '../../../../../shared/requests.ts';
import { folderOf, jpeg, picture } from '../temporary-folder.ts';
import { parquetOf, tarOf } from './reading.ts';

const look = (args: RequestArgs<'data.preview'>) => new Engine(() => {}).call('data.preview', args);

async function recaptioned() {
  const large = await picture(1200, 300).jpeg().toBuffer();
  const lines = Array.from({ length: 14 }, (_, at) => ({
    file_name: at === 3 ? 'gone.jpg' : at === 4 ? 'broken.jpg' : `${at}.jpg`,
    alt: `alt text ${at}`,
    recaption: at === 5 ? '' : `at length, number ${at}`,
    clip: at / 10,
  }));
  return folderOf({
    'metadata.jsonl': lines.map((line) => JSON.stringify(line)).join('\n'),
    'broken.jpg': 'no image',
    ...Object.fromEntries(lines.map((_, at) => [`${at}.jpg`, at === 0 ? large : jpeg])),
  });
}

test('the format, its fields with what they are read as, ten samples with their pictures, and what is left and why', async () => {
  const folder = await recaptioned();
  const before = readdirSync(folder);
  const { found, fields, mapping, samples, counts } = await look({ folder, role: 'sft' });
  expect(found).toEqual({
    format: 'image-folder',
    title: 'imagefolder',
    confidence: 0.9,
    evidence: '1 metadata file with file_name',
  });
  expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
    ['file_name', 'image'],
    ['alt', 'text'],
    ['recaption', 'text'],
    ['clip', 'number'],
  ]);
  expect(fields[2]).toMatchObject({ example: 'at length, number 0', filled: 13 / 14 });
  expect(mapping).toMatchObject({ image: 'file_name', text: 'alt', scores: ['clip'] });
  expect(samples).toHaveLength(10);
  expect(samples[0]).toMatchObject({
    name: '0.jpg',
    width: 1200,
    height: 300,
    turns: [{ user: 'describe the image briefly.', assistant: 'alt text 0' }],
    scores: { clip: 0 },
    left: null,
  });
  const [start, base64 = ''] = samples[0]?.thumbnail?.split(',') ?? [];
  expect(start).toBe('data:image/jpeg;base64');
  expect(await sharp(Buffer.from(base64, 'base64')).metadata()).toMatchObject({ width: 160, height: 40 });
  expect(counts).toEqual({
    records: 15,
    taken: 12,
    withoutPicture: 0,
    complete: true,
    left: [
      { reason: 'its image is missing or was refused', count: 1 },
      { reason: 'its content is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image', count: 1 },
      { reason: 'no record that could be used names them', count: 1 },
    ].sort((a, b) => b.count - a.count),
  });
  expect(readdirSync(folder)).toEqual(before);
});

test('the mapping can be corrected, and filters say what they would leave out', async () => {
  const folder = await recaptioned();
  const { samples, counts } = await look({
    folder,
    role: 'sft',
    mapping: { text: 'recaption' },
    filters: { scores: { clip: { min: 1 } }, longerSide: { max: 1000 } },
  });
  expect(samples[0]?.turns[0]?.assistant).toBe('at length, number 0');
  expect(samples.find(({ name }) => name === '5.jpg')?.left).toBe('nothing is said about it');
  expect(counts.left).toContainEqual({ reason: 'filter: clip is below 1', count: 8 });
  expect(counts.taken).toBe(4);
  await expect(look({ folder, mapping: { text: 'nothing' } })).rejects.toThrow(/has a field "nothing"/);
});

test('pictures inside archives are shown, texts without a picture are counted apart', async () => {
  const tars = await folderOf({
    '0.tar': await tarOf([
      { name: 'a.jpg', content: jpeg },
      { name: 'a.txt', content: 'red.' },
    ]),
  });
  const inside = await look({ folder: tars });
  expect(inside.samples).toMatchObject([{ name: '0/a', width: 8, height: 6 }]);
  expect(inside.samples[0]?.thumbnail).toMatch(/^data:image\/jpeg;base64,/);
  const urls = await folderOf({
    '0.parquet': parquetOf([
      { name: 'url', data: ['https://example.org/1', 'https://example.org/2'] },
      { name: 'text', data: ['one', 'two'] },
    ]),
  });
  const { counts, others } = await look({ folder: urls });
  expect(counts).toMatchObject({ records: 2, taken: 0, withoutPicture: 2, left: [] });
  expect(others).toEqual([]);
});

test('conversations about several images are left out, counted and shown with the reason', async () => {
  const said = [
    { from: 'human', value: '<image>\n<image>\nwhich is red?' },
    { from: 'gpt', value: 'both.' },
  ];
  const one = [{ from: 'human', value: '<image>\nwhat?' }, said[1]];
  const folder = await folderOf({
    'a.jpg': jpeg,
    'b.jpg': jpeg,
    'train.json': [
      { id: 1, image: ['a.jpg', 'b.jpg'], conversations: said },
      { id: 2, image: 'a.jpg', conversations: said },
      { id: 3, image: ['a.jpg'], conversations: one },
      { id: 4, image: 'b.jpg', conversations: one },
    ],
  });
  const { counts, samples } = await look({ folder, role: 'sft' });
  expect(counts).toMatchObject({
    records: 4,
    taken: 2,
    left: [
      { reason: 'it names several images; one image a conversation is read', count: 1 },
      { reason: 'it has several <image> marks; one image a conversation is read', count: 1 },
    ],
  });
  expect(samples.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
});

test('what takes too long is told for what was read', async () => {
  const rows = 50_000;
  const folder = await folderOf({
    '0.parquet': parquetOf([
      { name: 'url', data: Array.from({ length: rows }, (_, at) => `https://example.org/${at}`) },
      { name: 'text', data: Array.from({ length: rows }, (_, at) => `text ${at}`) },
    ]),
  });
  const { counts } = await look({ folder, seconds: 0.001 });
  expect(counts.complete).toBe(false);
  expect(counts.records).toBeLessThan(rows);
});

test('pictures that repeat an earlier one are counted before anything is written, by their bytes and by how they look', async () => {
  // Each side of a gradient is brighter than the other, so that the two pictures are unlike.
  const gradient = (turned: boolean) => {
    const pixels = Buffer.from(
      Array.from({ length: 64 * 64 }, (_, at) => (turned ? 255 - 4 * (at % 64) : 4 * (at % 64))),
    );
    return sharp(pixels, { raw: { width: 64, height: 64, channels: 1 } });
  };
  const [rising, falling] = [gradient(false), gradient(true)];
  const once = await rising.png().toBuffer();
  const folder = await folderOf({
    'a.png': once,
    'b.png': once,
    'c.jpg': await rising.jpeg({ quality: 80 }).toBuffer(),
    'd.png': await falling.png().toBuffer(),
    ...Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}.txt`, `picture ${name}`])),
  });
  const left = async (duplicates?: 'exact' | 'perceptual') =>
    (await look({ folder, ...(duplicates ? { filters: { duplicates } } : {}) })).counts.left;
  const [bytes, looks] = [
    { reason: 'filter: an earlier image has the same bytes', count: 1 },
    { reason: 'filter: an earlier image looks the same', count: 1 },
  ];
  expect(await left()).toEqual([]);
  expect(await left('exact')).toEqual([bytes]);
  expect(await left('perceptual')).toEqual([bytes, looks]);
});
