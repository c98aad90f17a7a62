import sharp from 'sharp';
import { expect, test } from 'vitest';
import { plainJpegSize } from '../../../../main/engine/formats/jpeg-size.ts';

const noise = (width: number, height: number) =>
  sharp(Buffer.alloc(width * height * 3, 90), { raw: { width, height, channels: 3 } });

test.each([
  [1, 1, {}],
  [37, 512, {}],
  [640, 48, { progressive: true }],
  [33, 17, { chromaSubsampling: '4:4:4', optimiseCoding: false }],
])('%i x %i is read from the header, as sharp reads it', async (width, height, how) => {
  const bytes = await noise(width, height).jpeg(how).toBuffer();
  const { width: wide, height: high } = await sharp(bytes).metadata();
  expect(plainJpegSize(bytes)).toEqual({ width: wide, height: high });
  expect([wide, high]).toEqual([width, height]);
});

test('with Exif, which may turn it, it is for a real reader', async () => {
  const turned = await noise(40, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(plainJpegSize(turned)).toBeNull();
});

test('other files and headers that were cut off or changed are for a real reader, and never throw', async () => {
  const bytes = await noise(40, 20).jpeg().toBuffer();
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  for (let length = 0; length < frame + 9; length++)
    expect(plainJpegSize(bytes.subarray(0, length))).toBeNull();
  for (let at = 0; at < frame; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = 0;
    const size = plainJpegSize(changed);
    if (size) expect(size).toEqual({ width: 40, height: 20 });
  }
  const empty = Buffer.from(bytes);
  empty.writeUInt16BE(0, frame + 5);
  expect(plainJpegSize(empty)).toBeNull();
  expect(plainJpegSize(await noise(40, 20).png().toBuffer())).toBeNull();
});
