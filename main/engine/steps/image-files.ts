/** The two files beside the database in which an import puts what it makes of each picture: the model's pixels by row, and thumbnails one behind the other. */
import { statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Pixels } from '../formats/pixels.ts';
import type { Places } from '../places.ts';
import { type Db, nextRow, type PackedPart, packedBytes } from '../store/index.ts';

/** Bytes of an image of so many pixels a side. */
const bytesOf = (imageSize: number): number => imageSize * imageSize * 3;

export class ImageFiles {
  readonly #pixels: FileHandle;
  readonly #thumbnails: FileHandle;
  readonly #ofImage: number;
  #packed: number;

  private constructor(pixels: FileHandle, thumbnails: FileHandle, imageSize: number, packed: number) {
    this.#ofImage = bytesOf(imageSize);
    this.#pixels = pixels;
    this.#thumbnails = thumbnails;
    this.#packed = packed;
  }

  /** `imageSize`: pixels a side of the model's images. Goes on behind what the database knows of; a file of which it knows nothing is begun anew. */
  static async open({ pixels, thumbnails }: Places, db: Db, imageSize: number): Promise<ImageFiles> {
    const packed = packedBytes(db);
    const handle = await open(pixels, nextRow(db) === 0 ? 'w' : 'r+');
    try {
      return new ImageFiles(handle, await open(thumbnails, packed === 0 ? 'w' : 'r+'), imageSize, packed);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Says where the thumbnail went; null where the image has none. */
  async put(row: number, { pixels, thumbnail }: Pixels): Promise<PackedPart | null> {
    await writeAll(this.#pixels, pixels, row * this.#ofImage);
    if (thumbnail === null) return null;
    const part = { start: this.#packed, bytes: thumbnail.length };
    await writeAll(this.#thumbnails, thumbnail, part.start);
    this.#packed += part.bytes;
    return part;
  }

  /** What was put is on the disk when this ends: the database may speak of it. */
  async flush(): Promise<void> {
    await Promise.all([this.#pixels.datasync(), this.#thumbnails.datasync()]);
  }

  /** Cuts off what an earlier import has left behind the last of `rows`. */
  async end(rows: number): Promise<void> {
    await this.#pixels.truncate(rows * this.#ofImage);
    await this.#thumbnails.truncate(this.#packed);
    await Promise.all([this.#pixels.sync(), this.#thumbnails.sync()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#pixels.close(), this.#thumbnails.close()]);
  }
}

/** Whether both files have what the database knows of: they may have been taken away with the step's results. */
export const hasImageFiles = ({ pixels, thumbnails }: Places, db: Db, imageSize: number): boolean =>
  sizeOf(pixels) >= nextRow(db) * bytesOf(imageSize) && sizeOf(thumbnails) >= packedBytes(db);

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await file.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
  }
}
