/**
 * COCO-like annotations: `{ images: [...], annotations: [...], categories: [...] }`. COCO-Text's spelling, `imgs` and `anns` as objects by
 * id, is read too. Only the frame is checked here: each record is judged by whoever reads it.
 */
import { imageName, isImageFile, refusalOf } from './image-name.ts';
import { type Refused, readPlainFile, utf8Of } from './plain-file.ts';

export type Members = Readonly<Record<string, unknown>>;

export interface Listed {
  /** For people: `annotation 3`. */
  readonly position: string;
  readonly value: Members;
}

export interface AnnotationFile {
  readonly images: readonly Listed[];
  readonly annotations: readonly Listed[];
  readonly categories: readonly Listed[];
}

export interface ImageRecord {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

export type Refuse = (position: string, reason: string) => void;

/** A text cannot be longer in Node; COCO's own instances of 118,000 images have 450 MB. */
const largestFile = 500e6;

export async function readAnnotationFile(file: string, refuse: Refuse): Promise<AnnotationFile | Refused> {
  const read = await readPlainFile(file, largestFile);
  if ('refused' in read) return read;
  const text = utf8Of(read.bytes);
  if (text === null) return { refused: 'it is not UTF-8' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { refused: 'it is not JSON' };
  }
  if (!isMembers(value)) return { refused: 'it is not an object with `images` and `annotations`' };
  const images = entriesOf(value.images ?? value.imgs);
  const annotations = entriesOf(value.annotations ?? value.anns);
  if (!images || !annotations) return { refused: 'it has no lists `images` and `annotations`' };
  return {
    images: listed('image', images, refuse),
    annotations: listed('annotation', annotations, refuse),
    categories: listed('category', entriesOf(value.categories) ?? [], refuse),
  };
}

/**
 * The images of a file that lie in the set's folder, by their id. `known` are the folder's, by name; an image without a size is refused, as
 * its boxes mean nothing.
 */
export function imagesById(
  images: readonly Listed[],
  known: { has(name: string): boolean },
  refuse: Refuse,
): Map<string, ImageRecord> {
  const found = new Map<string, ImageRecord>();
  const names = new Set<string>();
  for (const { position, value } of images) {
    const image = imageOf(value);
    const id = idOf(value.id);
    if ('refused' in image) refuse(position, image.refused);
    else if (id === null) refuse(position, 'it has no id');
    else if (!known.has(image.name)) {
      refuse(`${position}, image ${JSON.stringify(image.name)}`, 'its image is missing or was refused');
    } else if (found.has(id) || names.has(image.name)) refuse(position, 'it repeats an earlier image');
    else {
      found.set(id, image);
      names.add(image.name);
    }
  }
  return found;
}

/** Ids are numbers or texts; 3 and "3" are the same, as COCO-Text writes them both ways. */
export const idOf = (value: unknown): string | null =>
  (typeof value === 'number' && Number.isFinite(value)) || (typeof value === 'string' && value !== '')
    ? String(value)
    : null;

/** `count` finite numbers; null when it is anything else. */
export const numbersOf = (value: unknown, count: number): number[] | null =>
  Array.isArray(value) && value.length === count && value.every((one) => Number.isFinite(one))
    ? (value as number[])
    : null;

export function imageOf({ file_name: path, width, height }: Members): ImageRecord | Refused {
  if (typeof path !== 'string') return { refused: 'it names no image' };
  const refused = refusalOf(path);
  if (refused) return { refused };
  const name = imageName(path);
  if (!isImageFile(name)) return { refused: 'its image has no ending of an image file; it was not opened' };
  if (!isSize(width) || !isSize(height)) return { refused: 'its width and height are not numbers above 0' };
  return { name, width, height };
}

const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;

/** Objects by id are written with their id inside, too; where it is not, the key is it. */
function entriesOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  return isMembers(value)
    ? Object.entries(value).map(([id, entry]) => (isMembers(entry) ? { id, ...entry } : entry))
    : null;
}

function listed(what: string, entries: readonly unknown[], refuse: Refuse): Listed[] {
  return entries.flatMap((value, index) => {
    const position = `${what} ${index + 1}`;
    if (isMembers(value)) return [{ position, value }];
    refuse(position, 'it is not an object');
    return [];
  });
}

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
