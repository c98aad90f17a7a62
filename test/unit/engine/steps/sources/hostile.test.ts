/** The same bad pictures and texts in every kind of container: what is whole is taken, what is not is quarantined with its place and reason. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parquetOf, tarOf } from '../../formats/sources/reading.ts';
import { folderOf, jpeg } from '../../formats/temporary-folder.ts';
import { type Case, corpus } from './corpus.ts';
import { experiment } from './importing.ts';

const containers: Record<string, (cases: [string, Case][]) => Promise<Record<string, unknown>>> = {
  // Under a wrong ending, which says nothing.
  folder: async (cases) => Object.fromEntries(cases.map(([name, { bytes }]) => [`${name}.webp`, bytes])),
  tar: async (cases) => ({
    '0.tar': await tarOf(cases.map(([name, { bytes }]) => ({ name: `${name}.jpg`, content: bytes }))),
  }),
  parquet: async (cases) => ({
    '0.parquet': parquetOf([
      { name: 'jpg', data: cases.map(([, { bytes }]) => new Uint8Array(bytes)), type: 'BYTE_ARRAY' },
      { name: 'caption', data: cases.map(([name]) => name) },
    ]),
  }),
  table: async (cases) => ({
    '0.tsv': [
      'index\timage\tquestion\tanswer',
      ...cases.map(
        ([name, { bytes }]) => `${name}\t${Buffer.from(bytes).toString('base64')}\twhat?\t${name}`,
      ),
    ].join('\n'),
  }),
};

test.for(Object.keys(containers))('pictures of strangers in a %s', async (container) => {
  // An empty or very short cell of a table is no picture but none, or the index of a row.
  const short = ['empty', 'text', 'pickle'];
  const cases = Object.entries(await corpus()).filter(
    ([name]) => container !== 'table' || !short.includes(name),
  );
  const path = await folderOf((await containers[container]?.(cases)) ?? {});
  const one = experiment();
  const { outcome } = await one.run([{ path, role: 'pretraining' }]);
  const taken = cases.filter(([, { becomes }]) => typeof becomes !== 'string');
  // Bytes of a parquet that are no picture are a text, and so is an empty cell: its record names no image.
  const isText = (name: string) => container === 'parquet' && ['empty', 'text', 'svg'].includes(name);
  const refused = cases
    .filter(([, { becomes }]) => typeof becomes === 'string')
    .map(([name, { becomes }]) => (isText(name) ? 'not a picture' : becomes));
  const { images, quarantine } = one.content();
  expect(images.map(([, , , width, height]) => [width, height]).sort()).toEqual(
    taken.map(([, { becomes }]) => becomes).sort(),
  );
  const said = quarantine.map(([, , reason]) => reason as string);
  const kinds = said.map((reason) =>
    /names no image|is not a path|no ending of an image/.test(reason) ? 'not a picture' : reason,
  );
  expect(kinds.sort()).toEqual(refused.sort());
  expect(outcome.note).toBe(`${refused.length} items quarantined`);
  // Nothing lies in the experiment but what was taken, under its hash.
  const files = one.rows('SELECT file FROM images').flat() as string[];
  for (const file of files)
    expect(file.startsWith(container === 'folder' ? path : one.places.images)).toBe(true);
});

const emoji = 'a family 👨‍👩‍👧‍👦 and a flag 🇨🇭';
const texts: [caption: unknown, becomes: string | RegExp][] = [
  ['plain.', 'plain.'],
  ['two\r\nlines\tand\u0000 control\u0007 characters', 'two lines and control characters'],
  [emoji, emoji],
  ['\u202eturned around\u202c', 'turned around'],
  ['שלום עולם', 'שלום עולם'],
  ['a literal <image> in a text', 'a literal <image> in a text'],
  ['half a character \ud800 here', 'half a character here'],
  ['cat '.repeat(250_000), /longer than 100,000 characters/],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['cafe\u0301', 'cafe\u0301'],
];

test('texts of strangers', async () => {
  const names = texts.map((_, at) => `${at}.jpg`);
  const path = await folderOf({
    ...Object.fromEntries(names.map((name) => [name, jpeg])),
    'captions.json': texts.map(([caption], at) => ({ image: names[at], caption })),
  });
  const one = experiment();
  await one.run([{ path, role: 'pretraining' }]);
  const { turns, quarantine } = one.content();
  expect(turns.map(([name, , , text]) => [name, text])).toEqual(
    texts.flatMap(([, becomes], at) => (typeof becomes === 'string' ? [[names[at], becomes]] : [])),
  );
  expect(quarantine).toContainEqual(['pretrain', 'record 8', 'a text is longer than 100,000 characters']);
});

test('conversations and paths of strangers', async () => {
  const record = (image: unknown, ...said: string[]) => ({
    id: 'always the same',
    image,
    conversations: said.map((value, at) => ({ from: at % 2 === 0 ? 'human' : 'gpt', value })),
  });
  const outer = await folderOf({
    'secret.jpg': jpeg,
    'data/images/a.jpg': jpeg,
    'data/images/caf\u00e9.jpg': jpeg,
    'data/train.json': [
      record('images/a.jpg', '<image>\nwhat?', 'one.'),
      record('images\\a.jpg', 'on Windows?', 'two.'),
      record('images/cafe\u0301.jpg', 'composed otherwise?', 'three.'),
      record('images/a.jpg', '<image>\n<image>\nmore marks?', 'four.'),
      record('images/a.jpg', 'no mark?', 'five.'),
      record('../secret.jpg', 'outside?', 'six.'),
      record(join('/', 'etc', 'passwd.jpg'), 'absolute?', 'seven.'),
      record('https://example.org/a.jpg', 'an address?', 'eight.'),
      record('data:image/png;base64,AAAA', 'a data URI?', 'nine.'),
      record('C:\\images\\a.jpg', 'a drive?', 'ten.'),
      record('images/a.jpg', 'no answer?'),
      record('images/a.jpg', '<image>\nwhat?', 'one.'),
    ],
  });
  const one = experiment();
  await one.run([
    { path: join(outer, 'data'), role: 'sft' },
    { path: join(outer, 'data/images'), role: 'pretraining' },
  ]);
  const { turns, quarantine } = one.content();
  expect(turns.map(([name, , , text]) => [name, text])).toEqual([
    ['images/a.jpg', 'one.'],
    ['images/a.jpg', 'two.'],
    ['images/a.jpg', 'five.'],
    ['images/caf\u00e9.jpg', 'three.'],
  ]);
  expect(quarantine).toEqual([
    ['sft', 'record 4', 'it has several <image> marks; one image a conversation is read'],
    ['sft', 'record 6', "its image's path leads out of the set's folder"],
    ['sft', 'record 7', "its image's path is absolute; it must lie in the set's folder"],
    ['sft', 'record 8', 'its image is an address; nothing is ever fetched'],
    ['sft', 'record 9', 'its image is an address; nothing is ever fetched'],
    ['sft', 'record 10', "its image's path is absolute; it must lie in the set's folder"],
    ['sft', 'record 11', 'a question or an answer is missing'],
    ['sft', 'record 12', 'it repeats an earlier record'],
  ]);
});

test('memory stays bounded over a shard of pictures that is larger than it', async () => {
  const noise = Buffer.alloc(4e6);
  for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
  const large = Buffer.concat([jpeg, noise]);
  const path = await folderOf({
    '0.tar': await tarOf(
      Array.from({ length: 60 }, (_, at) => ({ name: `${String(at).padStart(3, '0')}.jpg`, content: large })),
    ),
  });
  const one = experiment();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  }, 2);
  const before = process.memoryUsage().arrayBuffers;
  await one.run([{ path, role: 'pretraining' }]);
  clearInterval(watch);
  // 240 MB pass through; what is in flight are some pictures and the stream's own chunks.
  expect(one.content().images).toHaveLength(60);
  expect(most - before).toBeLessThan(200e6);
}, 120_000);
