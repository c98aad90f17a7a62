/** A file as a picture, or the reason in words why it is none; nothing is decoded yet. */
import sharp, { type Metadata, type Sharp } from 'sharp';
import { endingOfImage, isRasterImage } from './image-kind.ts';
import { plainJpegSize } from './jpeg-size.ts';
import { type Refused, readPlainFile } from './plain-file.ts';

export interface OpenedPicture {
  readonly bytes: Buffer;
  /** Will stand upright, as `metadata.autoOrient` has it. */
  readonly image: Sharp;
  readonly metadata: Pick<Metadata, 'format' | 'width' | 'height' | 'orientation' | 'autoOrient'>;
}

const largestFile = 64e6;
export const mostPixels = 100e6;
/** A picture of a few kilobytes can take minutes to decode if it is made for that. */
export const mostSeconds = 60;

export async function openPicture(file: string): Promise<OpenedPicture | Refused> {
  const read = await readPlainFile(file, largestFile);
  if ('refused' in read) return read;
  return openBytes(read.bytes);
}

/** A picture that was read already, or lay inside another file. */
export async function openBytes(content: Uint8Array): Promise<OpenedPicture | Refused> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  if (bytes.length > largestFile) return { refused: `it is larger than ${largestFile / 1e6} MB` };
  if (bytes.length === 0) return { refused: 'the file is empty' };
  if (!isRasterImage(bytes)) return { refused: notAnImage };
  try {
    const image = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' });
    const plain = plainJpegSize(bytes);
    const metadata = plain
      ? { format: 'jpeg' as const, ...plain, autoOrient: plain }
      : await image.metadata();
    // Asked of every picture, it costs a tenth of a small one's decoding.
    const turned = 'orientation' in metadata && (metadata.orientation ?? 1) !== 1;
    return { bytes, image: turned ? image.autoOrient() : image, metadata };
  } catch (error) {
    const reason = pictureFault(error as Error);
    // A TIFF that was cut off is none to sharp: what its pages are stands at its end.
    return { refused: reason === notAnImage && endingOfImage(bytes) === 'tif' ? damaged : reason };
  }
}

const damaged = 'the picture is cut off or damaged';
const notAnImage = 'its content is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image';

/** What sharp says, as one of a few kinds of failure, so that equal ones can be counted together. */
export function pictureFault({ message }: Error): string {
  if (/exceeds pixel limit/i.test(message)) return 'the picture has more than 100 million pixels';
  if (/timeout/i.test(message)) return `the picture could not be decoded within ${mostSeconds} seconds`;
  if (/unsupported image format/i.test(message)) return notAnImage;
  // HEIC, for one, looks like AVIF from outside.
  if (/support|built in/i.test(message)) return 'the picture is of a kind that cannot be read here';
  return damaged;
}
