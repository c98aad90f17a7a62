/**
 * The images that a filter lets through, in its order and one by one, so that a page reads no further than it must. Every look at one is
 * told, also where it does not fit: who asks decides when it has looked long enough.
 */
import type { GalleryFilter, GalleryPlace } from '../../../shared/gallery.ts';
import {
  captionPlaces,
  captionsByImage,
  type Db,
  type GalleryEntry,
  imageBounds,
  imageIds,
  imageIsOf,
  matchingImages,
  type Search,
  textMatcher,
} from '../store/index.ts';
import type { GalleryColumns } from './columns.ts';
import { firstRowOf } from './fitting-rows.ts';
import { rowsInOrder } from './rows-in-order.ts';

export interface Look extends GalleryEntry {
  readonly fits: boolean;
}

const plain = (image: number, caption: number | null = null, fits = true): Look => ({
  image,
  caption,
  value: null,
  fits,
});

/** Images whatever anybody wrote about them. */
export function* ofAllTexts(
  db: Db,
  { set }: GalleryFilter,
  search: Search | null,
  after: number,
): Generator<Look> {
  if (!search) {
    for (const image of imageIds(db, set, after)) yield plain(image);
    return;
  }
  const bounds = imageBounds(db, set);
  if (!bounds) return;
  // Other sets' images may lie between those of this one.
  const inside = set ? imageIsOf(db, set) : () => true;
  for (const image of matchingImages(db, search, Math.max(after + 1, bounds.first), bounds.last))
    yield plain(image, null, inside(image));
}

/** Images that a model wrote about whose captions have not been measured yet. */
export function* ofUnmeasured(
  db: Db,
  { set, writer }: GalleryFilter & { writer: NonNullable<GalleryFilter['writer']> },
  search: Search | null,
  after: number,
): Generator<Look> {
  const inside = set ? imageIsOf(db, set) : () => true;
  if (!search) {
    for (const { image, caption } of captionsByImage(db, writer, after))
      yield plain(image, caption, inside(image));
    return;
  }
  const bounds = imageBounds(db, set);
  if (!bounds) return;
  const places = captionPlaces(db, writer);
  const matches = textMatcher(db, search);
  for (const image of matchingImages(db, search, Math.max(after + 1, bounds.first), bounds.last)) {
    const caption = places(image).find(({ place }) => matches(image, place))?.caption;
    yield plain(image, caption ?? null, caption !== undefined && inside(image));
  }
}

/** Images by the measured captions of one writer; `matches` tells whether the text in a row has the words that are searched for. */
export function* ofMeasured(
  { images, captions, order }: GalleryColumns,
  fits: Uint8Array,
  matches: (row: number) => boolean,
  after: GalleryPlace | null,
): Generator<Look> {
  const { keys, descending } = order;
  // Behind all rows of the image where the page before ended.
  const from = after && { row: firstRowOf(images, after.image + 1) - 1, value: after.value };
  const before = (a: number, b: number): boolean => {
    if (!keys) return a < b;
    const [first, second] = [keys[a] as number, keys[b] as number];
    return first === second ? a < b : descending ? first > second : first < second;
  };
  for (const row of rowsInOrder(fits, order, from)) {
    const image = images[row] as number;
    yield {
      image,
      caption: captions[row] as number,
      value: keys ? (keys[row] as number) : null,
      // Of an image's captions the first in the order stands for it.
      fits: matches(row) && !siblings(row).some((other) => before(other, row) && matches(other)),
    };
  }

  function siblings(row: number): number[] {
    const own: number[] = [];
    for (let other = row - 1; images[other] === images[row]; other--) own.push(other);
    for (let other = row + 1; images[other] === images[row]; other++) own.push(other);
    return own.filter((other) => fits[other] && !(keys && Number.isNaN(keys[other])));
  }
}
