/**
 * COCO instances as marked objects: `annotations[{ image_id, category_id, bbox, iscrowd }]`, with `center3d` and `size3d` where objects have
 * been measured: `[x, y, z]` and `[width, height, length]` in metres, in the camera's coordinates (x right, y down, z forward).
 */
import type { AnnotatedImage, AnnotatedObject, Point } from '../specialists/annotated.ts';
import { boxOf } from './annotated-box.ts';
import {
  type AnnotationFile,
  type ImageRecord,
  idOf,
  imagesById,
  type Listed,
  type Members,
  numbersOf,
  type Refuse,
} from './annotation-file.ts';
import type { Refused } from './plain-file.ts';
import { cleaned } from './text.ts';

/** Longer "names" are descriptions: no question could be made of them. */
const longestName = 60;
export const mostObjects = 1000;

export function instancesOf(
  file: AnnotationFile,
  known: { has(name: string): boolean },
  captions: ReadonlyMap<string, readonly string[]>,
  refuse: Refuse,
): AnnotatedImage[] {
  const images = imagesById(file.images, known, refuse);
  const categories = categoriesOf(file.categories, refuse);
  const objects = new Map<string, AnnotatedObject[]>([...images.keys()].map((id) => [id, []]));
  for (const { position, value } of file.annotations) {
    const id = idOf(value.image_id) ?? '';
    const image = images.get(id);
    const category = categories.get(idOf(value.category_id) ?? '');
    const own = objects.get(id);
    // An image that was refused has been told already, and its annotations go with it.
    if (!image || !own) continue;
    const object = category === undefined ? noCategory : objectOf(value, category, image);
    if ('refused' in object) refuse(position, object.refused);
    else if (own.length === mostObjects) refuse(position, 'more than 1,000 objects are in its image');
    else {
      own.push(object);
      if (object.centre === null && 'center3d' in value) refuse(position, noPlace);
      if (object.size === null && 'size3d' in value) refuse(position, noSize);
    }
  }
  return [...images].map(([id, image]) => ({
    ...image,
    objects: objects.get(id) ?? [],
    captions: captions.get(image.name) ?? [],
  }));
}

export const noCategory: Refused = { refused: 'its category is not among the categories' };
const noPlace = 'its center3d is not [x, y, z] with z above 0; its box was kept';
const noSize = 'its size3d is not three numbers above 0; its box was kept';

function objectOf(
  { bbox, iscrowd, center3d, size3d }: Members,
  category: string,
  image: ImageRecord,
): AnnotatedObject | Refused {
  const boxed = boxOf(bbox, image);
  if ('refused' in boxed) return boxed;
  const centre = numbersOf(center3d, 3);
  const size = numbersOf(size3d, 3);
  return {
    category,
    box: boxed.box,
    crowd: iscrowd === 1 || iscrowd === true,
    centre: centre && (centre[2] as number) > 0 ? (centre as unknown as Point) : null,
    size: size?.every((one) => one > 0) ? (size as unknown as Point) : null,
  };
}

/** In small letters, as they stand within sentences; `traffic_light` is two words. */
export function categoriesOf(categories: readonly Listed[], refuse: Refuse): Map<string, string> {
  const names = new Map<string, string>();
  for (const { position, value } of categories) {
    const id = idOf(value.id);
    const name = typeof value.name === 'string' ? cleaned(value.name.replaceAll('_', ' ')).toLowerCase() : '';
    if (id === null || name === '') refuse(position, 'it has no id or no name');
    else if (name.length > longestName) refuse(position, `its name is longer than ${longestName} characters`);
    else names.set(id, name);
  }
  return names;
}
