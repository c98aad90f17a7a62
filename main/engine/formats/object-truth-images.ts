/** Which of a set's images are those that annotations speak of (object-truth.ts). */
import { type ImageRecord, idOf, imageOf, type Listed, type Refuse } from './annotation-file.ts';
import { fits, otherShape } from './built-set.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface MatchedImage {
  /** As the set calls it. */
  readonly name: string;
  readonly annotated: ImageRecord;
  readonly stored: Size;
}

export interface MatchedImages {
  /** By the id in the file. */
  readonly images: ReadonlyMap<string, MatchedImage>;
  /** How many the set does not have. */
  readonly foreign: number;
  /** Names of images that the file speaks of twice: either half would be too little. */
  readonly doubtful: ReadonlySet<string>;
}

/** By the path that the set knows, or by the name of the file alone where only one image has it. */
export function matchedImages(
  images: readonly Listed[],
  known: ReadonlyMap<string, Size>,
  refuse: Refuse,
): MatchedImages {
  const byFile = Map.groupBy(known.keys(), fileIn);
  const found = new Map<string, MatchedImage>();
  const names = new Set<string>();
  const doubtful = new Set<string>();
  let foreign = 0;
  for (const { position, value } of images) {
    const image = imageOf(value);
    const id = idOf(value.id);
    if ('refused' in image) {
      refuse(position, image.refused);
      continue;
    }
    const alike = byFile.get(fileIn(image.name)) ?? [];
    const name = known.has(image.name) ? image.name : alike.length === 1 ? (alike[0] as string) : null;
    const stored = name === null ? undefined : known.get(name);
    if (name === null || stored === undefined) foreign++;
    else if (id === null) refuse(position, 'it has no id');
    else if (found.has(id) || names.has(name)) {
      refuse(position, 'it repeats an earlier image');
      doubtful.add(name).add(found.get(id)?.name ?? name);
    } else {
      names.add(name);
      if (fits({ ...image, things: [] }, stored)) found.set(id, { name, annotated: image, stored });
      else refuse(position, otherShape);
    }
  }
  return { images: found, foreign, doubtful };
}

const fileIn = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
