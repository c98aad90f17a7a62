/** What can be asked about the gallery of images and the captions of one of them. */
import { z } from 'zod';
import { CaptionDetail, GalleryFilter, GalleryImage, GalleryPlace, WriterChoice } from './gallery.ts';

const path = z.string().min(1);

/** So many images the window asks for at first; what follows comes in larger pages. */
export const firstPageSize = 120;

export const galleryRequests = {
  'gallery.page': {
    args: z.strictObject({
      path,
      ...GalleryFilter.shape,
      /** Keyset: where the page before ended; null is the first page. */
      after: GalleryPlace.nullable().default(null),
      limit: z.int().positive().max(500).default(firstPageSize),
    }),
    result: z.strictObject({
      /** May be fewer than asked for, and none, where more are still to be looked for: `next` tells. */
      images: z.array(GalleryImage),
      /** Null where nothing follows. */
      next: GalleryPlace.nullable(),
      sets: z.array(z.strictObject({ set: z.string(), images: z.int() })),
    }),
  },
  /** How many images fit; may take longer than a page. Null where a later count of the same experiment has taken its place. */
  'gallery.count': {
    args: z.strictObject({ path, ...GalleryFilter.shape }),
    result: z.strictObject({ images: z.int().nullable() }),
  },
  /** Every writer that there are captions of; the original text only once it has been measured. */
  'gallery.choices': {
    args: z.strictObject({ path }),
    result: z.array(WriterChoice),
  },
  /** Of every caption of an image: its phrases, marked, and its metrics. */
  'image.captions': {
    args: z.strictObject({ path, id: z.int() }),
    result: z.array(CaptionDetail),
  },
};
