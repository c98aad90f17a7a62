/** The gallery's loaded pages as one list, whatever their sizes; an image is found by its number. Pure. */
import type { RequestResult } from '../../../shared/requests.ts';

export type Page = RequestResult<'gallery.page'>;
export type GalleryRow = Page['images'][number];

export interface Loaded {
  readonly images: readonly GalleryRow[];
  /** Null when it is not among those loaded. */
  readonly indexOf: (id: number) => number | null;
}

export function loadedOf(pages: readonly Page[]): Loaded {
  const images = pages.flatMap((page) => page.images);
  const places = new Map(images.map(({ id }, index) => [id, index]));
  return { images, indexOf: (id) => places.get(id) ?? null };
}

/** How many cells the gallery has: as many as were counted, until then those loaded and some more where more may come. */
export const shownTotal = (loaded: number, counted: number | null, more: boolean): number =>
  more ? Math.max(loaded, counted ?? loaded + 100) : loaded;
