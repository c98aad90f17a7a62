import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { DatasetImage } from '../../../../main/engine/formats/dataset.ts';
import { PixelBudget } from '../../../../main/engine/formats/pixel-budget.ts';
import { type Decoded, decodeImages, decodePicture } from '../../../../main/engine/formats/pixels.ts';
import { type Files, folderOf, jpeg, picture } from './temporary-folder.ts';

const size = 8;

async function decoded(folder: string, names: readonly string[], signal = new AbortController().signal) {
  const items = names.map(
    (name): DatasetImage => ({ set: 'pretrain', file: join(folder, name), name, turns: [] }),
  );
  const all: Decoded<DatasetImage>[] = [];
  for await (const one of decodeImages(items, { size, signal })) all.push(one);
  return all;
}

async function only(content: Uint8Array | string, name = 'a.jpg'): Promise<Decoded<DatasetImage>> {
  const [one] = await decoded(await folderOf({ [name]: content } as Files), [name]);
  return one as Decoded<DatasetImage>;
}

async function reasonOf(content: Uint8Array | string, name?: string): Promise<string> {
  const one = await only(content, name);
  return one.ok ? 'decoded' : one.reason;
}

/** The colour in the middle of a quarter: column and row are 0 or 1. */
function colour(one: Decoded<DatasetImage>, column = 0, row = 0): number[] {
  if (!one.ok) throw new Error(one.reason);
  const at = ((row * size) / 2 + size / 4) * size + (column * size) / 2 + size / 4;
  return [...one.pixels.subarray(at * 3, at * 3 + 3)];
}

const near = (expected: readonly number[], within = 6) =>
  expected.map((value) => expect.closeTo(value, -Math.log10(2 * within)));

/** Left half red, right half blue. */
const halves = (width = 16, height = 8) =>
  picture(width, height, '#ff0000').composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: '#0000ff' } },
      left: width / 2,
      top: 0,
    },
  ]);

test('an image is squeezed to the square; its own size and the hash of its bytes are kept', async () => {
  const bytes = await halves(64, 16).png().toBuffer();
  const one = await only(bytes, 'a.png');
  expect(one).toMatchObject({ ok: true, width: 64, height: 16 });
  expect(one.ok && one.pixels.length).toBe(size * size * 3);
  expect(one.ok && one.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(colour(one, 0)).toEqual(near([255, 0, 0]));
  expect(colour(one, 1)).toEqual(near([0, 0, 255]));
});

test('pixels of an image of the right size are those of the file', async () => {
  const raw = Buffer.from(Array.from({ length: size * size * 3 }, (_, index) => (index * 7) % 256));
  const one = await only(
    await sharp(raw, { raw: { width: size, height: size, channels: 3 } })
      .png()
      .toBuffer(),
  );
  expect(one.ok && Buffer.from(one.pixels).equals(raw)).toBe(true);
});

test('images come in the order they were asked for, broken ones between them', async () => {
  const files: Files = {};
  for (let index = 0; index < 40; index++) {
    // The earlier ones are larger and take longer.
    files[`${index}.png`] =
      index % 7 === 3
        ? 'no image'
        : await picture(1200 - index * 25, 400)
            .png()
            .toBuffer();
  }
  const names = Object.keys(files);
  const all = await decoded(await folderOf(files), names);
  expect(all.map(({ item }) => item.name)).toEqual(names);
  expect(all.map(({ ok }) => ok)).toEqual(names.map((_, index) => index % 7 !== 3));
});

test.for(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)(
  '%s is decoded by its content, whatever its name',
  async (format) => {
    const one = await only(await picture(32, 16).toFormat(format, { quality: 90 }).toBuffer(), 'wrong.bmp');
    expect(one).toMatchObject({ ok: true, width: 32, height: 16 });
    expect(colour(one)).toEqual(near([0xc0, 0x40, 0x20]));
  },
);

test('a photograph taken on its side stands upright', async () => {
  // 6: to be turned by a quarter clockwise, so that the left half comes to the top.
  const one = await only(await halves().withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer());
  expect(one).toMatchObject({ ok: true, width: 8, height: 16 });
  expect(colour(one, 0, 0)).toEqual(near([255, 0, 0]));
  expect(colour(one, 0, 1)).toEqual(near([0, 0, 255]));
});

test('what is transparent stands on white', async () => {
  const clear = { width: 8, height: 8, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } };
  expect(colour(await only(await sharp({ create: clear }).png().toBuffer()))).toEqual([255, 255, 255]);
  const half = { ...clear, background: { r: 0, g: 0, b: 0, alpha: 0.5 } };
  expect(colour(await only(await sharp({ create: half }).webp({ lossless: true }).toBuffer()))).toEqual(
    near([127, 127, 127]),
  );
});

test('grey, indexed, 16-bit and CMYK pictures become 8-bit RGB', async () => {
  const grey = await picture(8, 8, '#808080').greyscale().png().toBuffer();
  expect(colour(await only(grey))).toEqual(near([0x80, 0x80, 0x80]));
  const indexed = await picture(8, 8, '#c04020').png({ palette: true, colours: 2 }).toBuffer();
  expect(colour(await only(indexed))).toEqual(near([0xc0, 0x40, 0x20]));
  const deep = await picture(8, 8, '#c04020').toColourspace('rgb16').png().toBuffer();
  expect((await sharp(deep).metadata()).depth).toBe('ushort');
  expect(colour(await only(deep))).toEqual(near([0xc0, 0x40, 0x20]));
  const deepGrey = await picture(8, 8, '#808080').toColourspace('grey16').png().toBuffer();
  expect((await sharp(deepGrey).metadata()).depth).toBe('ushort');
  expect(colour(await only(deepGrey))).toEqual(near([0x80, 0x80, 0x80]));
  const cmyk = await picture(8, 8, '#ffffff').toColourspace('cmyk').jpeg().toBuffer();
  expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
  expect(colour(await only(cmyk))).toEqual(near([255, 255, 255]));
});

test('of an animated picture the first frame is taken', async () => {
  const frames = Buffer.concat([
    Buffer.alloc(8 * 8 * 3, Buffer.from([255, 0, 0])),
    Buffer.alloc(8 * 8 * 3, Buffer.from([0, 0, 255])),
  ]);
  const animated = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
    .gif()
    .toBuffer();
  expect((await sharp(animated).metadata()).pages).toBe(2);
  const one = await only(animated);
  expect(one).toMatchObject({ ok: true, width: 8, height: 8 });
  expect(colour(one)).toEqual(near([255, 0, 0]));
});

test('the smallest and the most oblong pictures are pictures too', async () => {
  expect(await only(await picture(1, 1).png().toBuffer())).toMatchObject({ ok: true, width: 1, height: 1 });
  expect(await only(await picture(50_000, 1).png().toBuffer())).toMatchObject({ ok: true, width: 50_000 });
});

const notAnImage = 'its content is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image';
const png = await picture(64, 64).png().toBuffer();
const noise = await sharp(
  Buffer.from(Array.from({ length: 256 * 256 * 3 }, (_, index) => (index * index * 31) >> 3)),
  {
    raw: { width: 256, height: 256, channels: 3 },
  },
)
  .jpeg()
  .toBuffer();

test.for([
  ['nothing', Buffer.alloc(0), 'the file is empty'],
  ['zeros', Buffer.alloc(4096), notAnImage],
  ['a text', 'this is no image', notAnImage],
  ['a page', '<!doctype html><script>alert(1)</script>', notAnImage],
  ['a pickle', Buffer.from('80049512000000000000008c05706f736978', 'hex'), notAnImage],
  ['a program', Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), notAnImage],
  ['a JPEG cut in the middle', noise.subarray(0, noise.length / 2), 'the picture is cut off or damaged'],
  ['a JPEG cut after its header', noise.subarray(0, 300), 'the picture is cut off or damaged'],
  ['a PNG cut in the middle', png.subarray(0, png.length - 60), 'the picture is cut off or damaged'],
  ['only the first bytes of a JPEG', noise.subarray(0, 3), 'the picture is cut off or damaged'],
  ['only the first bytes of a PNG', png.subarray(0, 8), 'the picture is cut off or damaged'],
  ['a header that claims more than there is', resized(png, 4000, 4000), 'the picture is cut off or damaged'],
  ['a header of a bomb', resized(png, 50_000, 50_000), 'the picture has more than 100 million pixels'],
  ['a header of no pixels', resized(png, 0, 64), 'the picture is cut off or damaged'],
  [
    'a header of more than a number holds',
    resized(png, 2 ** 32 - 1, 2 ** 32 - 1),
    'the picture is cut off or damaged',
  ],
] as const)('%s is refused in words', async ([, content, reason]) => {
  expect(await reasonOf(content)).toBe(reason);
});

/** One bit a pixel, all of them black. */
function blackPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * height);
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, content: Buffer): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(kind), content, Buffer.alloc(4)]);
  bytes.writeUInt32BE(content.length, 0);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
  return bytes;
}

/** A PNG whose header tells another size. */
function resized(bytes: Buffer, width: number, height: number): Buffer {
  const lying = Buffer.from(bytes);
  lying.writeUInt32BE(width, 16);
  lying.writeUInt32BE(height, 20);
  lying.writeUInt32BE(crc32(lying.subarray(12, 29)), 29);
  return lying;
}

test('a real bomb of a hundred kilobytes is refused before it is unpacked', async () => {
  const bomb = blackPng(12_000, 9_000);
  expect(bomb.length).toBeLessThan(100_000);
  expect(await reasonOf(bomb)).toBe('the picture has more than 100 million pixels');
  expect(await only(blackPng(1200, 900))).toMatchObject({ ok: true, width: 1200, height: 900 });
});

test('a drawing in SVG, which may name other files and addresses, reaches no decoder', async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.png`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><image href="${address}" width="8" height="8"/></svg>`;
  expect(await reasonOf(svg, 'a.svg')).toBe(notAnImage);
  expect(await reasonOf(`\n  <?xml version="1.0"?>${svg}`)).toBe(notAnImage);
  server.close();
  expect(asked).toBe(0);
});

test('a file too large, gone, no file at all or behind a link put there since is refused', async () => {
  const folder = await folderOf({ 'large.jpg': jpeg, 'folder.jpg/a.txt': '', 'real.jpg': jpeg });
  await truncate(join(folder, 'large.jpg'), 64e6 + 1);
  await symlink('real.jpg', join(folder, 'link.jpg'));
  const all = await decoded(folder, ['large.jpg', 'gone.jpg', 'folder.jpg', 'link.jpg', 'real.jpg']);
  expect(all.map((one) => (one.ok ? 'decoded' : one.reason))).toEqual([
    'it is larger than 64 MB',
    'it cannot be opened (ENOENT)',
    'it is not a plain file',
    'it cannot be opened (ELOOP)',
    'decoded',
  ]);
});

test('a file of many megabytes is read whole', async () => {
  const bytes = Buffer.concat([
    await picture(16, 16).jpeg().toBuffer(),
    Buffer.alloc(5e6, 'after the image'),
  ]);
  const one = await only(bytes);
  expect(one.ok && one.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('it ends when it is cancelled', async () => {
  const folder = await folderOf({ 'a.jpg': jpeg });
  const cancel = new AbortController();
  const items = Array.from({ length: 500 }, () => ({
    set: 'pretrain',
    file: join(folder, 'a.jpg'),
    name: 'a.jpg',
    turns: [],
  }));
  let seen = 0;
  for await (const one of decodeImages(items, { size, signal: cancel.signal })) {
    expect(one.ok).toBe(true);
    seen++;
    if (seen === 5) cancel.abort();
  }
  expect(seen).toBe(5);
  // What was being decoded has been waited for: the folder can go.
  await writeFile(join(folder, 'a.jpg'), '');
});

test('a large picture is decoded once: its square is made of the thumbnail, and is as if it were made of the picture', async () => {
  const noise = Buffer.from(
    Array.from({ length: 640 * 480 * 3 }, (_, at) => 128 + 100 * Math.sin(at / 3000) + (at % 7)),
  );
  const bytes = await sharp(noise, { raw: { width: 640, height: 480, channels: 3 } })
    .png()
    .toBuffer();
  const folder = await folderOf({ 'a.png': bytes });
  const budget = new PixelBudget(1e9);
  const picture = { file: join(folder, 'a.png') };
  const one = await decodePicture(picture, { size: 96, withThumbnail: true }, budget);
  if (!one.ok || one.thumbnail === null) throw new Error('It has no thumbnail.');
  expect(await sharp(one.thumbnail).metadata()).toMatchObject({ format: 'jpeg', width: 256, height: 192 });
  const direct = await sharp(bytes).resize(96, 96, { fit: 'fill' }).raw().toBuffer();
  const most = one.pixels.reduce((sum, value, at) => Math.max(sum, Math.abs(value - (direct[at] ?? 0))), 0);
  expect(most).toBeLessThan(12);
  // Whoever asks for no thumbnail, as the captioner does, gets the same pixels.
  const again = await decodePicture(picture, { size: 96 }, budget);
  expect(again).toMatchObject({ ok: true, thumbnail: null });
  expect(again.ok && Buffer.from(again.pixels).equals(Buffer.from(one.pixels))).toBe(true);
});
