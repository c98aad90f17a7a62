/** The gallery's loaded pages as one list. Pages lie in the order of ids and all but the last are full. Pure. */
import type { RequestResult } from '../../../shared/requests.ts';

export type Page = RequestResult<'gallery.page'>;
export type GalleryRow = Page['images'][number];

export function imageAt(pages: readonly Page[], index: number): GalleryRow | undefined {
  const size = pages[0]?.images.length ?? 0;
  return size === 0 ? undefined : pages[Math.floor(index / size)]?.images[index % size];
}

export const loadedCount = (pages: readonly Page[]): number => {
  const last = pages.at(-1);
  return last ? (pages.length - 1) * (pages[0]?.images.length ?? 0) + last.images.length : 0;
};

/** Halving, as ids ascend: of 100,000 images no more than 17 are looked at. Null when it is not among those loaded. */
export function indexOfImage(pages: readonly Page[], id: number): number | null {
  let [low, high] = [0, loadedCount(pages) - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = imageAt(pages, middle)?.id ?? 0;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}
