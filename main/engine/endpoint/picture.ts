/** An image file as it goes to a server: a data address, never an address that the server would fetch. */
import { mostSeconds, openPicture, pictureFault } from '../formats/open-picture.ts';
import type { PixelBudget } from '../formats/pixel-budget.ts';
import type { Refused } from '../formats/plain-file.ts';

/** Pixels of the longer side; no model of today looks at more, and a server pays for reading it. */
const longestSide = 2048;

/** JPEG and PNG of a reasonable size go as they are; everything else is made a JPEG, on white where it is transparent. */
export async function pictureAddress(
  file: string,
  budget: PixelBudget,
): Promise<{ address: string } | Refused> {
  const opened = await openPicture(file);
  if ('refused' in opened) return opened;
  const { bytes, image, metadata } = opened;
  const { format, width, height, orientation = 1 } = metadata;
  const fits = Math.max(width, height) <= longestSide && orientation === 1;
  if (fits && (format === 'jpeg' || format === 'png')) return { address: addressOf(bytes, format) };
  try {
    const made = await budget.during(width * height, () =>
      image
        .timeout({ seconds: mostSeconds })
        .flatten({ background: '#ffffff' })
        .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb')
        .jpeg({ quality: 92 })
        .toBuffer(),
    );
    return { address: addressOf(made, 'jpeg') };
  } catch (error) {
    return { refused: pictureFault(error as Error) };
  }
}

const addressOf = (bytes: Buffer, format: string): string =>
  `data:image/${format};base64,${bytes.toString('base64')}`;
