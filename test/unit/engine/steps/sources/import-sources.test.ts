/** Sources of several formats and roles in one experiment: each image once, in step with its pixels, stopped and gone on with, and changes noticed. */
import { appendFile, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { Cancelled } from '../../../../../main/engine/failure.ts';
import { imageSizeOf } from '../../../../../main/engine/models/known.ts';
import { setsOf } from '../../../../../main/engine/store/index.ts';
import { parquetOf, tarOf } from '../../formats/sources/reading.ts';
import { folderOf, jpeg, picture, record } from '../../formats/temporary-folder.ts';
import { experiment } from './importing.ts';

const imageSize = imageSizeOf('pico');

const png = (colour: string, width = 8, height = 6) => picture(width, height, colour).png().toBuffer();
const shaded = (angle: number, width = 64) =>
  sharp({
    create: { width, height: width, channels: 3, background: '#808080' },
  })
    .composite([
      {
        input: Buffer.from(
          `<svg width="${width}" height="${width}"><defs><linearGradient id="g" gradientTransform="rotate(${angle})"><stop offset="0"/><stop offset="1" stop-color="white"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="${width / 3}" cy="${width / 4}" r="${width / 5}" fill="white"/></svg>`,
        ),
      },
    ])
    .png()
    .toBuffer();

test('a tar for pretraining, ShareGPT for SFT, a parquet for a specialist and a folder of benchmarks', async () => {
  const red = await png('#ff0000');
  const data = await folderOf({
    'web/00000.tar': await tarOf([
      { name: '0.png', content: red },
      { name: '0.txt', content: 'a red field.' },
      { name: '1.png', content: 'broken' },
      { name: '1.txt', content: 'lost.' },
      { name: '2.png', content: await png('#0000ff') },
      { name: '2.json', content: '{"caption": "a blue field."}' },
    ]),
    'chat/data.json': [
      {
        messages: [
          { role: 'user', content: '<image>what?' },
          { role: 'assistant', content: 'green.' },
        ],
        images: ['green.png'],
      },
    ],
    'chat/green.png': await png('#00ff00'),
    'ocr/train.parquet': parquetOf([
      { name: 'image', data: [new Uint8Array(await png('#ffff00'))], type: 'BYTE_ARRAY' },
      { name: 'question', data: ['what does it say?'] },
      { name: 'answer', data: ['nothing.'] },
    ]),
    'exams/images/7.jpg': jpeg,
    'exams/images/7.txt': 'not read.',
  });
  const one = experiment();
  const { outcome, skipped } = await one.run([
    { path: join(data, 'web'), role: 'pretraining', mapping: { text: 'txt' } },
    { path: join(data, 'chat'), role: 'sft' },
    { path: join(data, 'ocr'), role: 'specialist', name: 'ocr' },
    { path: join(data, 'exams'), role: 'benchmark' },
  ]);
  expect(outcome).toEqual({ state: 'done', note: '1 items quarantined' });
  expect(setsOf(one.db).map(({ name, role, images }) => `${images} ${name} (${role})`)).toEqual([
    '2 pretrain (pretrain)',
    '1 sft (sft)',
    '1 ocr (specialist)',
    '1 bench (bench)',
  ]);
  const { images, turns, quarantine } = one.content();
  expect(images.map(([set, name, , , , row]) => [set, name, row])).toEqual([
    ['pretrain', '00000/0', 0],
    ['pretrain', '00000/2', 1],
    ['sft', 'green.png', 2],
    ['ocr', 'train/1', 3],
    ['bench', '7.jpg', 4],
  ]);
  expect(turns.map(([name, , user, assistant]) => [name, user, assistant])).toEqual([
    ['00000/0', 'describe the image briefly.', 'a red field.'],
    ['green.png', 'what?', 'green.'],
    ['train/1', 'what does it say?', 'nothing.'],
  ]);
  expect(quarantine).toEqual([
    ['pretrain', 'sample "1"', 'its content is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image'],
  ]);
  expect(skipped.find(({ what }) => what === 'pretraining images without text')?.count).toBe(1);
  // What lay in the tar lies in the experiment now, under its hash; what lay in the folder stays there.
  const files = one.rows('SELECT file FROM images ORDER BY row').flat() as string[];
  expect(files[0]?.startsWith(one.places.images)).toBe(true);
  expect(await readFile(files[0] as string)).toEqual(red);
  expect(files[2]).toBe(join(data, 'chat/green.png'));
  const pixels = await readFile(one.pixels);
  const ofImage = imageSize * imageSize * 3;
  expect(pixels).toHaveLength(5 * ofImage);
  expect([0, 1, 2, 3].map((row) => [...pixels.subarray(row * ofImage, row * ofImage + 3)])).toEqual([
    [255, 0, 0],
    [0, 0, 255],
    [0, 255, 0],
    [255, 255, 0],
  ]);
});

async function manyImages(count: number, more: Record<string, unknown> = {}) {
  const files: Record<string, unknown> = { ...more };
  const records: unknown[] = [];
  for (let at = 0; at < count; at++) {
    const name = `images/${String(at).padStart(4, '0')}.png`;
    files[name] =
      at % 10 === 3 ? 'broken' : await png(`#${(at * 40_503).toString(16).padStart(6, '0').slice(-6)}`);
    records.push(record(name, 'what?', `number ${at}.`));
    if (at % 7 === 0) records.push(record(name, 'and?', `again ${at}.`));
  }
  return folderOf({ ...files, 'train.json': records });
}

test('repeating an import adds nothing, and one that was stopped anywhere ends as if it had not been', async () => {
  const path = await manyImages(60);
  const sources = [{ path, role: 'pretraining' as const }];
  const whole = experiment();
  await whole.run(sources);
  const expected = whole.content();
  expect(expected.images).toHaveLength(54);
  expect(expected.turns).toHaveLength(54 + 9);
  const pixels = await readFile(whole.pixels);
  await whole.run(sources);
  expect(whole.content()).toEqual(expected);
  expect(await readFile(whole.pixels)).toEqual(pixels);

  const stopped = experiment();
  for (const stopAfter of [1, 20, 41, 66])
    await expect(stopped.run(sources, { stopAfter })).rejects.toThrow(Cancelled);
  await stopped.run(sources);
  expect(stopped.content()).toEqual(expected);
  expect(await readFile(stopped.pixels)).toEqual(pixels);
}, 30_000);

test('a stopped import does not decode again what it has', async () => {
  const path = await manyImages(40);
  const sources = [{ path, role: 'pretraining' as const }];
  const one = experiment();
  await expect(one.run(sources, { stopAfter: 30 })).rejects.toThrow(Cancelled);
  const before = one.content().images.length;
  expect(before).toBeGreaterThan(20);
  // Were they decoded again, they would be missed now; a size of zero would be a change of the source.
  const ids = one.rows('SELECT id FROM images ORDER BY row').flat();
  await one.run(sources);
  expect(one.rows('SELECT id FROM images ORDER BY row').flat().slice(0, before)).toEqual(ids);
  expect(one.content().images).toHaveLength(36);
});

test('an import that dies goes on behind its last commit, with nothing lost and nothing twice', async () => {
  const rows = 25_000;
  const path = await folderOf({
    '0.parquet': parquetOf([
      { name: 'url', data: Array.from({ length: rows }, (_, at) => `https://example.org/${at}`) },
      { name: 'text', data: Array.from({ length: rows }, (_, at) => (at % 5 === 0 ? '' : `text ${at}`)) },
    ]),
    'a.jpg': jpeg,
  });
  const pictures = await manyImages(3);
  const sources = [
    { path, role: 'pretraining' as const },
    { path: pictures, role: 'pretraining' as const },
  ];
  const one = experiment();
  await expect(one.run(sources, { dieAfter: 12_345 })).rejects.toThrow('died');
  expect(one.rows('SELECT items, done FROM sources')).toEqual([
    [10_000, 0],
    [0, 0],
  ]);
  await expect(one.run(sources, { dieAfter: 24_000 })).rejects.toThrow('died');
  await one.run(sources);
  const addresses = one.rows('SELECT address FROM loose_texts ORDER BY id').flat();
  expect(addresses).toEqual(
    Array.from({ length: rows }, (_, at) => at)
      .filter((at) => at % 5 !== 0)
      .map((at) => `https://example.org/${at}`),
  );
  const { images, quarantine } = one.content();
  expect(images).toHaveLength(3);
  expect(quarantine).toHaveLength(5000 + 1);
});

test('images are left where they are, or copied where a source asks for it', async () => {
  const path = await folderOf({ 'a.jpg': jpeg, 'b.jpg': jpeg });
  const one = experiment();
  await one.run([{ path, role: 'pretraining' }]);
  expect(one.rows('SELECT file FROM images').flat()).toEqual([join(path, 'a.jpg'), join(path, 'b.jpg')]);
  const other = experiment();
  await other.run([{ path, role: 'pretraining', copy: true }]);
  const files = other.rows('SELECT file FROM images').flat() as string[];
  // The same bytes lie there once.
  expect(new Set(files).size).toBe(1);
  expect(files[0]?.startsWith(other.places.images)).toBe(true);
  expect(await readFile(files[0] as string)).toEqual(jpeg);
});

test('a source that has changed is read anew, and those before it stay', async () => {
  const first = await manyImages(5);
  const second = await folderOf({
    'a.png': await png('#ff0000'),
    'a.txt': 'red.',
    'b.png': await png('#00ff00'),
  });
  const sources = [
    { path: first, role: 'pretraining' as const },
    { path: second, role: 'pretraining' as const },
  ];
  const one = experiment();
  await one.run(sources);
  const ids = one.rows('SELECT id FROM images ORDER BY row').flat();
  expect(one.content().images.map(([, name]) => name)).toContain('source-2/a.png');

  // Only touched: its content is what it was.
  await utimes(join(second, 'a.png'), new Date(0), new Date(0));
  expect((await one.run(sources)).log).toEqual([]);
  await writeFile(join(second, 'a.txt'), 'reddish.');
  await rm(join(second, 'b.png'));
  await appendFile(join(second, 'c.png'), await png('#0000ff'));
  const { log } = await one.run(sources);
  expect(log).toEqual([
    `${second} has changed since it was read (a.txt is changed, c.png is new, b.png is gone); it is read anew.`,
  ]);
  expect(
    one
      .content()
      .images.map(([, name]) => name)
      .slice(4),
  ).toEqual(['source-2/a.png', 'source-2/c.png']);
  expect(one.content().turns.at(-1)).toEqual([
    'source-2/a.png',
    0,
    'describe the image briefly.',
    'reddish.',
  ]);
  expect(one.rows('SELECT id FROM images ORDER BY row').flat().slice(0, 4)).toEqual(ids.slice(0, 4));
  // The gallery finds the new text and no longer the old one.
  const found = (word: string) =>
    one.rows(`SELECT rowid FROM caption_search WHERE caption_search MATCH '${word}'`);
  expect(found('reddish')).toHaveLength(1);
  expect(found('red')).toHaveLength(0);
  expect((await readFile(one.pixels)).length).toBe(6 * imageSize * imageSize * 3);
});

test('filters: each says how many it left out', async () => {
  const bright = await shaded(0);
  const data = await folderOf({
    'a.jpg': await sharp(bright).jpeg({ quality: 95 }).toBuffer(),
    'alike.png': await sharp(bright).resize(48).modulate({ brightness: 1.02 }).png().toBuffer(),
    'other.png': await shaded(90),
    'same.jpg': await sharp(bright).jpeg({ quality: 95 }).toBuffer(),
    'tiny.png': await png('#ff0000', 4, 4),
    'wide.png': await png('#00ff00', 300, 10),
    'metadata.jsonl': [
      { file_name: 'a.jpg', text: 'a bright circle on a shaded square.', clip: 0.3 },
      { file_name: 'alike.png', text: 'a bright circle on a shaded square.', clip: 0.3 },
      { file_name: 'other.png', text: 'ein heller Kreis auf einem schattierten Quadrat.', clip: 0.3 },
      { file_name: 'same.jpg', text: 'a bright circle on a shaded square.', clip: 0.3 },
      { file_name: 'tiny.png', text: 'a very small red field of one colour.', clip: 0.3 },
      { file_name: 'wide.png', text: 'a long green bar from left to right.', clip: 0.3 },
      { file_name: 'other.png', text: 'short.', clip: 0.3 },
      { file_name: 'other.png', text: 'a bright circle on another square.', clip: 0.1 },
      { file_name: 'other.png', text: 'a bright circle without any score.' },
      { file_name: 'other.png', text: 'a bright circle on another shaded square.', clip: 0.4 },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  });
  const one = experiment();
  const { skipped } = await one.run([
    {
      path: data,
      role: 'pretraining',
      mapping: { scores: ['clip'] },
      filters: {
        shorterSide: { min: 8 },
        aspect: 5,
        characters: { min: 10, max: 1000 },
        languages: ['en'],
        scores: { clip: { min: 0.2 } },
        duplicates: 'perceptual',
      },
    },
  ]);
  expect(one.content().images.map(([, name]) => name)).toEqual(['a.jpg', 'other.png']);
  expect(one.content().turns.map(([, , , text]) => text)).toEqual([
    'a bright circle on a shaded square.',
    'a bright circle on another shaded square.',
  ]);
  const filtered = skipped.filter(({ why }) => why === 'as the plan asks');
  expect(filtered.map(({ what, count }) => [what, count]).sort()).toEqual([
    ['left out by a filter: an earlier image has the same bytes', 1],
    ['left out by a filter: an earlier image looks the same', 1],
    ['left out by a filter: clip is below 0.2', 1],
    ['left out by a filter: clip is not told', 1],
    ['left out by a filter: its language is de', 1],
    ['left out by a filter: its shorter side is below 8 pixels', 1],
    ['left out by a filter: its sides are more than 5 to 1', 1],
    ['left out by a filter: its text is below 10 characters', 1],
  ]);
});

test('texts without a picture join the image that has their address or hash, once', async () => {
  const data = await folderOf({
    'web/0.tar': await tarOf(
      ['a', 'b'].flatMap((key) => [
        { name: `${key}.jpg`, content: jpeg },
        {
          name: `${key}.json`,
          content: JSON.stringify({
            url: `https://example.org/${key}`,
            sha256: `${key}0`.repeat(32),
            caption: key,
          }),
        },
      ]),
    ),
    'recap/0.parquet': parquetOf([
      { name: 'url', data: ['https://example.org/a', 'https://example.org/x', 'https://example.org/gone'] },
      { name: 'sha256', data: ['', 'b0'.repeat(32), 'c0'.repeat(32)] },
      { name: 're_caption', data: ['a at length.', 'b at length.', 'nobody.'] },
      { name: 'org_caption', data: ['a', 'b', 'c'] },
    ]),
  });
  const sources = [
    { path: join(data, 'recap'), role: 'pretraining' as const },
    { path: join(data, 'web'), role: 'pretraining' as const },
  ];
  const one = experiment();
  const { skipped } = await one.run(sources);
  const turns = [
    ['source-2/0/a', 0, 'describe the image briefly.', 'a'],
    ['source-2/0/a', 1, 'describe the image briefly.', 'a at length.'],
    ['source-2/0/b', 0, 'describe the image briefly.', 'b'],
    ['source-2/0/b', 1, 'describe the image briefly.', 'b at length.'],
  ];
  expect(one.content().turns).toEqual(turns);
  expect(skipped).toContainEqual({
    what: 'texts without their picture',
    count: 1,
    why: 'no image has their hash or address',
  });
  await one.run(sources);
  expect(one.content().turns).toEqual(turns);
});

test('a folder whose sets are in other formats is read like a list of sources, and so is one file', async () => {
  const tar = await tarOf([
    { name: 'a.jpg', content: jpeg },
    { name: 'a.txt', content: 'a field.' },
  ]);
  const path = await folderOf({
    'pretrain/0.tar': tar,
    'sft/b.jpg': jpeg,
    'sft/llava.json': [record('b.jpg', 'what?', 'a field.')],
  });
  const one = experiment();
  const { skipped } = await one.runFolder(path);
  expect(one.content().images.map(([set, name]) => [set, name])).toEqual([
    ['pretrain', '0/a'],
    ['sft', 'b.jpg'],
  ]);
  expect(skipped.map(({ what }) => what)).toContain('held-out loss');
  const other = experiment();
  await other.runFolder(join(path, 'pretrain/0.tar'));
  expect(other.content().images.map(([set, name]) => [set, name])).toEqual([['pretrain', '0/a']]);
});
