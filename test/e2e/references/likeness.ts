/**
 * Whether a view still looks like its reference: by where it is light and dark, and by how much is drawn where. Letters and figures may
 * change, and what draws them; a page that is blank, in the other theme, or without its layout is another page.
 */
import sharp from 'sharp';

/** Both are laid over the whole picture, whatever its size. */
const grid = { across: 32, down: 20 };
/** Pixels of a tile's side: enough to tell writing from ground. */
const tile = 10;

/** What a picture comes to, tile by tile. */
interface Tiles {
  /** Mean luminance, 0 to 255. */
  readonly light: readonly number[];
  /** Its standard deviation: how much is drawn. */
  readonly ink: readonly number[];
}

export interface Likeness {
  /** Mean difference of the tiles' luminance, 0 to 255. */
  readonly light: number;
  /** Share of what is drawn that is drawn elsewhere, or not at all; 0 to 1. */
  readonly ink: number;
}

/** A view taken again is off by less than 1, one in the other theme by more than 100. */
export const mostLight = 12;
/** A view taken again is off by 0.11 at most; one whose right half is gone by 0.21 at least, another view by 0.6, a blank page by 1. */
export const mostInk = 0.2;

export const isAlike = ({ light, ink }: Likeness, most = mostInk): boolean =>
  light <= mostLight && ink <= most;

export async function likeness(picture: Buffer | string, reference: Buffer | string): Promise<Likeness> {
  const [a, b] = await Promise.all([tilesOf(picture), tilesOf(reference)]);
  const distance = (one: readonly number[], other: readonly number[]): number =>
    one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0);
  const most = a.ink.reduce((sum, value, at) => sum + Math.max(value, b.ink[at] ?? 0), 0);
  return {
    light: distance(a.light, b.light) / a.light.length,
    ink: most === 0 ? 0 : distance(a.ink, b.ink) / most,
  };
}

async function tilesOf(picture: Buffer | string): Promise<Tiles> {
  const width = grid.across * tile;
  const pixels = await sharp(picture)
    .flatten({ background: '#ffffff' })
    .resize(width, grid.down * tile, { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer();
  const tiles = Array.from({ length: grid.across * grid.down }, (_, at) => {
    const left = (at % grid.across) * tile;
    const top = Math.floor(at / grid.across) * tile;
    const values = Array.from({ length: tile * tile }, (_, index) => {
      const y = top + Math.floor(index / tile);
      return pixels[y * width + left + (index % tile)] ?? 0;
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return { mean, deviation: Math.sqrt(variance) };
  });
  return { light: tiles.map(({ mean }) => mean), ink: tiles.map(({ deviation }) => deviation) };
}
