/** One page of the gallery, and how many images there are in all. */
import type { GalleryFilter, GalleryImage, GalleryPlace } from '../../../shared/gallery.ts';
import {
  type ColumnsHead,
  type Db,
  exactly,
  galleryImages,
  imageBounds,
  imageIsOf,
  type MatchingTexts,
  matchingImagesWithin,
  matchingTexts,
  placeColumn,
  type Search,
  type Source,
  searchOf,
  setsOf,
  textMatcher,
} from '../store/index.ts';
import { checkAsked, fittingColumns, orderColumns } from './columns.ts';
import { countImages } from './fitting-rows.ts';
import { type Look, ofAllTexts, ofMeasured, ofUnmeasured } from './found.ts';

/** A writer whose captions have been measured. */
export interface Measured {
  readonly own: Source;
  readonly head: ColumnsHead;
}

export interface PageAsked {
  readonly filter: GalleryFilter;
  readonly measured: Measured | null;
  readonly after: GalleryPlace | null;
  readonly limit: number;
}

/** Captions whose text is looked up one by one, before all texts that have the words are gathered. */
const mostLookups = 200;
/** A first page does not wait until more texts than these have been gathered: it looks up a few more, shows what it has and goes on. */
const mostGathered = 60_000;
/** Images of a slice while they are counted. */
const countedAtOnce = 50_000;
/** Of what is read by key alone. */
const mostLooks = 5000;

/** `next` with fewer images than `limit`: so far was looked; the following page goes on there. */
export function galleryPage(
  db: Db,
  { filter, measured, after, limit }: PageAsked,
): { images: GalleryImage[]; next: GalleryPlace | null } {
  checkAsked(filter, measured !== null);
  const search = searchOf(filter.search);
  const found = measured
    ? measuredPage(db, filter, measured, search, after, limit)
    : taken(plainLooks(db, filter, search, after?.image ?? 0), limit, mostLooks);
  return { images: galleryImages(db, found.fitting), next: found.next };
}

interface Taken {
  readonly fitting: Look[];
  readonly next: GalleryPlace | null;
  /** Whether it was the looks that came to their end. */
  readonly tired: boolean;
}

function taken(looks: Iterable<Look>, limit: number, most: number): Taken {
  const fitting: Look[] = [];
  let looked = 0;
  for (const look of looks) {
    if (look.fits) fitting.push(look);
    const place = { image: look.image, value: look.value };
    if (fitting.length === limit) return { fitting, next: place, tired: false };
    if (++looked - fitting.length >= most) return { fitting, next: place, tired: true };
  }
  return { fitting, next: null, tired: false };
}

const plainLooks = (db: Db, filter: GalleryFilter, search: Search | null, after: number): Generator<Look> => {
  const { writer } = filter;
  return writer
    ? ofUnmeasured(db, { ...filter, writer }, search, after)
    : ofAllTexts(db, filter, search, after);
};

function measuredPage(
  db: Db,
  filter: GalleryFilter,
  { own, head }: Measured,
  search: Search | null,
  after: GalleryPlace | null,
  limit: number,
): Taken {
  const columns = orderColumns(db, own, head, filter);
  const fits = fittingColumns(db, own, head, filter);
  const any = () => true;
  if (!search) return taken(ofMeasured(columns, fits, any, after), limit, Number.POSITIVE_INFINITY);
  const places = placeColumn(db, own, 'place');
  const matchesIn = textMatcher(db, search);
  const matches = (row: number): boolean => matchesIn(columns.images[row] as number, places[row] as number);
  const quick = taken(ofMeasured(columns, fits, matches, after), limit, mostLookups);
  if (!quick.tired) return quick;
  const texts = matchingTexts(db, search, after === null ? mostGathered : null);
  if (!texts) return quick;
  texts.keepIn(fits, columns.images, places);
  return taken(ofMeasured(columns, fits, any, after), limit, Number.POSITIVE_INFINITY);
}

/** All of them, however many; lets other work in between, and ends with null once `superseded` says so. */
export async function galleryCount(
  db: Db,
  { filter, measured, superseded }: Pick<PageAsked, 'filter' | 'measured'> & { superseded: () => boolean },
): Promise<number | null> {
  checkAsked(filter, measured !== null);
  const search = searchOf(filter.search);
  if (measured) return countMeasured(db, filter, measured, search && matchingTexts(db, search, null));
  if (!search && !filter.writer) {
    const sets = setsOf(db).filter(({ name }) => !filter.set || name === filter.set);
    return sets.reduce((sum, { images }) => sum + images, 0);
  }
  if (search && !filter.writer) return countMatching(db, filter.set, search, superseded);
  let count = 0;
  let looked = 0;
  for (const { fits } of plainLooks(db, filter, search && exactly(search), 0)) {
    if (fits) count++;
    if (++looked % mostLooks > 0) continue;
    await breath();
    if (superseded()) return null;
  }
  return count;
}

async function countMatching(
  db: Db,
  set: string | undefined,
  search: Search,
  superseded: () => boolean,
): Promise<number | null> {
  const bounds = imageBounds(db, set);
  if (!bounds) return 0;
  const inside = set ? imageIsOf(db, set) : null;
  // A long beginning is gathered anew by each look into the index: there is one look.
  const slice = search.beginning === null ? countedAtOnce : Number.POSITIVE_INFINITY;
  let count = 0;
  for (let from = bounds.first; from <= bounds.last; from += slice) {
    const ids = matchingImagesWithin(db, search, from, Math.min(bounds.last, from + slice - 1));
    count += inside ? ids.filter(inside).length : ids.length;
    await breath();
    if (superseded()) return null;
  }
  return count;
}

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function countMeasured(
  db: Db,
  filter: GalleryFilter,
  { own, head }: Measured,
  texts: MatchingTexts | null,
): number {
  const images = placeColumn(db, own, 'image');
  const fits = fittingColumns(db, own, head, filter);
  const { keys } = orderColumns(db, own, head, filter).order;
  if (keys) for (let row = 0; row < fits.length; row++) if (Number.isNaN(keys[row])) fits[row] = 0;
  texts?.keepIn(fits, images, placeColumn(db, own, 'place'));
  return countImages(fits, images);
}
