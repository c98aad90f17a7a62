/** The model's pixels of every image: as the import wrote them, or made again from the pictures where they were deleted to make room. */
import { statSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { EngineFailure, throwIfCancelled } from '../failure.ts';
import { decodeImages } from '../formats/pixels.ts';
import { imageSizeOf } from '../models/known.ts';
import { nextRow, picturesByRow } from '../store/index.ts';
import { writeAll } from './image-files.ts';
import type { StepContext } from './step-context.ts';

/** Throws an EngineFailure where a picture is no longer what was imported: with other pixels nothing that was made from them would fit. */
export async function havePixels({ plan, places, db, signal, progress, log }: StepContext): Promise<void> {
  const size = imageSizeOf(plan.model);
  const ofImage = size * size * 3;
  const rows = nextRow(db);
  const there = statSync(places.pixels, { throwIfNoEntry: false })?.size ?? 0;
  if (there >= rows * ofImage) return;
  log(`The pixels of ${rows} images are not there and are made again.`);
  const changed: string[] = [];
  let seen = 0;
  const beside = `${places.pixels}.making`;
  const file = await open(beside, 'w');
  try {
    for await (const decoded of decodeImages(picturesByRow(db), { size, signal })) {
      const { item } = decoded;
      if (decoded.ok && decoded.sha256 === item.sha256)
        await writeAll(file, decoded.pixels, item.row * ofImage);
      else changed.push(item.file);
      progress(++seen, rows);
    }
    throwIfCancelled(signal);
    if (changed.length > 0)
      throw new EngineFailure(
        `Of ${rows} pictures ${changed.length} ${changed.length === 1 ? 'is' : 'are'} gone or no longer as imported (${changed.slice(0, 3).join(', ')}).`,
        'Put them back and resume, or import anew. Everything else that was made is kept.',
      );
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, places.pixels);
}
