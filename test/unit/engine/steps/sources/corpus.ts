/** Pictures as strangers have them, whole and broken, with what becomes of each wherever it lies. */
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { picture } from '../../formats/temporary-folder.ts';

export interface Case {
  readonly bytes: Uint8Array;
  /** Its size as it is shown where it is taken; else why it is not. */
  readonly becomes: [width: number, height: number] | string;
}

const noise = (width: number, height: number) =>
  sharp(Buffer.from(Array.from({ length: width * height * 3 }, (_, at) => (at * 2_654_435_761) >>> 24)), {
    raw: { width, height, channels: 3 },
  });
const cut = (bytes: Uint8Array) => bytes.subarray(0, Math.floor(bytes.length / 2));
const damaged = 'the picture is cut off or damaged';
const noImage = 'its content is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image';

/** A PNG whose header may say anything. */
function pngOf(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export async function corpus(): Promise<Record<string, Case>> {
  const frames = await Promise.all(
    ['#ff0000', '#0000ff'].map((colour) => picture(8, 6, colour).png().toBuffer()),
  );
  const bomb = pngOf(30_000, 30_000, Buffer.alloc(1000));
  return {
    jpeg: { bytes: await noise(64, 48).jpeg().toBuffer(), becomes: [64, 48] },
    'jpeg-cut': { bytes: cut(await noise(64, 48).jpeg().toBuffer()), becomes: damaged },
    'png-cut': { bytes: cut(await noise(64, 48).png().toBuffer()), becomes: damaged },
    'webp-cut': { bytes: cut(await noise(64, 48).webp().toBuffer()), becomes: damaged },
    'tiff-cut': { bytes: cut(await noise(64, 48).tiff().toBuffer()), becomes: damaged },
    cmyk: { bytes: await noise(64, 48).toColourspace('cmyk').jpeg().toBuffer(), becomes: [64, 48] },
    'bits-16': {
      bytes: await noise(64, 48).toColourspace('rgb16').png().toBuffer(),
      becomes: [64, 48],
    },
    turned: {
      bytes: await noise(64, 48).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      becomes: [48, 64],
    },
    animated: {
      bytes: await sharp(frames, { join: { animated: true } })
        .gif()
        .toBuffer(),
      becomes: [8, 6],
    },
    'animated-webp': {
      bytes: await sharp(frames, { join: { animated: true } })
        .webp({ lossless: true })
        .toBuffer(),
      becomes: [8, 6],
    },
    empty: { bytes: new Uint8Array(0), becomes: 'the file is empty' },
    'wide-50000': { bytes: await picture(50_000, 2).png().toBuffer(), becomes: [50_000, 2] },
    'header-lies': { bytes: pngOf(64, 48, Buffer.alloc(10)), becomes: damaged },
    bomb: { bytes: bomb, becomes: 'the picture has more than 100 million pixels' },
    text: { bytes: Buffer.from('this is no picture'), becomes: noImage },
    svg: {
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
      becomes: noImage,
    },
    pickle: { bytes: Buffer.from([0x80, 4, 0x63, 0x6f, 0x73]), becomes: noImage },
  };
}
