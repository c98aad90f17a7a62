/** A specialist's set that comes as annotations: read, judged record by record, and built into conversations. */
import { basename } from 'node:path';
import type { Builder } from '../../../shared/plan.ts';
import type { AnnotatedImage } from '../specialists/annotated.ts';
import { type Built, groundingSet, type Pause, readingSet, spatialSet } from '../specialists/builders.ts';
import { type AnnotationFile, type ImageRecord, type Refuse, readAnnotationFile } from './annotation-file.ts';
import { captionsByImage } from './coco-captions.ts';
import { instancesOf } from './coco-instances.ts';
import { textsOf } from './coco-text.ts';
import { complaintsAbout } from './complaints.ts';
import type { Quarantine } from './dataset.ts';

export const annotationsFile = 'annotations.json';
export const captionsFile = 'captions.json';

/** Lessons are data: the same for every seed that models are trained with. */
const seed = 1;

export interface BuiltSet extends Built {
  /** Every image that the annotations speak of. */
  readonly annotated: ReadonlyMap<string, Annotations>;
}

/** What the import has to know of an image's annotations. */
export interface Annotations {
  /** The size that boxes are given in. */
  readonly width: number;
  readonly height: number;
  /** Categories of its objects, each once. */
  readonly things: readonly string[];
}

const likeShape = 0.02;
export const otherShape = 'its annotations were made on a picture of another shape';

/** Boxes scale with their picture; of a picture that was turned or cut since, they are wrong. */
export function fits(
  annotated: Annotations | undefined,
  picture: { readonly width: number; readonly height: number },
): boolean {
  if (!annotated) return true;
  const stretched = (annotated.width * picture.height) / (annotated.height * picture.width);
  return Math.abs(stretched - 1) <= likeShape;
}

interface Reading {
  readonly set: string;
  /** JSON files of the set's folder. */
  readonly lists: readonly string[];
  /** The folder's images, by name. */
  readonly images: { has(name: string): boolean };
  readonly quarantine: Quarantine;
  readonly pause?: Pause | undefined;
}

/** Nothing is built where annotations.json is missing or cannot be read; both are told. */
export async function builtSet(
  builder: Builder,
  { set, lists, images, quarantine, pause }: Reading,
): Promise<BuiltSet> {
  if (!lists.some((file) => basename(file) === annotationsFile)) {
    const why = 'the set has none; what else lies there was taken as it is';
    return { turns: new Map(), filtered: [{ what: annotationsFile, count: 1, why }], annotated: new Map() };
  }
  const about =
    (await read(captionsFile, (file, refuse) => captionsByImage(file, images, refuse))) ?? new Map();
  if (builder === 'reading') {
    const texts = (await read(annotationsFile, (file, refuse) => textsOf(file, images, about, refuse))) ?? [];
    return { ...(await readingSet(texts, seed, pause)), annotated: byName(texts, () => []) };
  }
  const marked =
    (await read(annotationsFile, (file, refuse) => instancesOf(file, images, about, refuse))) ?? [];
  const built =
    builder === 'grounding' ? await groundingSet(marked, pause) : await spatialSet(marked, seed, pause);
  const things = ({ objects }: AnnotatedImage) => [...new Set(objects.map(({ category }) => category))];
  return { ...built, annotated: byName(marked, things) };

  async function read<T>(name: string, use: (file: AnnotationFile, refuse: Refuse) => T): Promise<T | null> {
    const path = lists.find((file) => basename(file) === name);
    if (path === undefined) return null;
    const { refuse, close } = complaintsAbout(set, path, quarantine);
    const file = await readAnnotationFile(path, refuse);
    if ('refused' in file) refuse('file', file.refused);
    const result = 'refused' in file ? null : use(file, refuse);
    close();
    return result;
  }
}

const byName = <T extends ImageRecord>(
  images: readonly T[],
  thingsOf: (image: T) => readonly string[],
): BuiltSet['annotated'] =>
  new Map(
    images.map((image) => [
      image.name,
      { width: image.width, height: image.height, things: thingsOf(image) },
    ]),
  );
