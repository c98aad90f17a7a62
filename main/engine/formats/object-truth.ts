/**
 * What is in a set's images by annotations or detections of the user's: COCO instances (`images`, `categories`, `annotations`) and COCO
 * results (a list of `image_id, category_id, bbox, score`), read record by record. They say nothing about signs, grounds or relations.
 * An image about which one record cannot be used is not judged at all: what that record marks would count as imagined.
 */
import type { SceneTruth } from '../../../shared/models.ts';
import { boxOf } from './annotated-box.ts';
import { idOf, type Members, type Refuse } from './annotation-file.ts';
import { categoriesOf, mostObjects, noCategory } from './coco-instances.ts';
import { matchedImages, type Size } from './object-truth-images.ts';
import { annotationsIn, detectionsIn, frameOf, namesIn, noObject } from './object-truth-records.ts';
import type { Refused } from './plain-file.ts';

export interface ObjectTruthFiles {
  readonly instances: string;
  readonly detections: string | null;
  /** Detections with a lower score do not count. */
  readonly minimumScore: number;
}

export interface ObjectTruth {
  /** By the name of the set's image; an image with no object is there too. */
  readonly truths: ReadonlyMap<string, SceneTruth>;
  /** Every name that objects may have, also of those that are in none of the images. */
  readonly names: readonly string[];
  /** Images of the file that the set does not have. */
  readonly foreign: number;
  /** Images of the set that are not judged because a record about them was refused. */
  readonly unjudged: number;
}

/** Refused as a whole: half of a file's objects would make lies of what captions say about the other half. */
export type RefusedTruth = Refused & { readonly file: string };

export async function readObjectTruth(
  { instances, detections, minimumScore }: ObjectTruthFiles,
  known: ReadonlyMap<string, Size>,
  refuseAt: (file: string, position: string, reason: string) => void,
): Promise<ObjectTruth | RefusedTruth> {
  const refuse: Refuse = (position, reason) => refuseAt(instances, position, reason);
  const frame = await frameOf(instances, refuse);
  if ('refused' in frame) return { ...frame, file: instances };
  const categories = categoriesOf(frame.categories, refuse);
  const { images, foreign, doubtful } = matchedImages(frame.images, known, refuse);
  const unjudged = new Set(doubtful);
  const objects = new Map<string, SceneTruth['objects']>([...images.keys()].map((id) => [id, []]));
  let strange = 0;

  /** Null where the record was taken, or is about an image that nobody asks for. */
  const take = (value: Members, already: ReadonlySet<string>): Refused | null => {
    const id = idOf(value.image_id) ?? '';
    const image = images.get(id);
    const own = objects.get(id);
    if (!frame.ids.has(id)) strange++;
    if (!image || !own) return null;
    const kind = categories.get(idOf(value.category_id) ?? '');
    if (kind !== undefined && already.has(`${id} ${kind}`)) return null;
    const boxed = kind === undefined ? noCategory : boxOf(value.bbox, image.annotated);
    if ('refused' in boxed) return boxed;
    if (own.length === mostObjects) return tooMany;
    const { width, height } = image.annotated;
    const scale = [image.stored.width / width, image.stored.height / height] as const;
    const box = boxed.box.map((part, at) => part * scale[at % 2 === 0 ? 0 : 1]);
    own.push({ kind: kind as string, category: frame.groups.get(kind as string) ?? (kind as string), box });
    return null;
  };
  const tellStrange = (file: string, what: string): void => {
    if (strange > 0) refuseAt(file, `${strange} ${what}`, 'their image_id is that of no image');
    strange = 0;
  };
  const leave = (file: string, position: string, value: Members | null, { refused }: Refused): void => {
    refuseAt(file, position, refused);
    const image = images.get(idOf(value?.image_id) ?? '');
    if (image) unjudged.add(image.name);
  };

  let annotations = 0;
  for await (const record of frame.isAnnotated ? annotationsIn(instances) : []) {
    if ('broken' in record) return { file: instances, refused: record.broken };
    annotations++;
    const { value, position } = record;
    const refused = value ? take(value, nothing) : noObject;
    if (refused) leave(instances, position, value, refused);
  }
  tellStrange(instances, 'annotations');
  if (annotations === 0 && detections === null) return { file: instances, refused: nothingMarked };

  if (detections !== null) {
    // What people have marked is not marked again by the detector.
    const already = new Set([...objects].flatMap(([id, own]) => own.map(({ kind }) => `${id} ${kind}`)));
    for await (const record of detectionsIn(detections)) {
      if ('broken' in record) return { file: detections, refused: record.broken };
      const { value, position } = record;
      const score = Number.isFinite(value?.score) ? (value?.score as number) : null;
      if (score !== null && score < minimumScore) continue;
      const refused = !value ? noObject : score === null ? noScore(value) : take(value, already);
      if (refused) leave(detections, position, value, refused);
    }
    tellStrange(detections, 'detections');
  }
  const truths = new Map<string, SceneTruth>();
  for (const [id, { name }] of images) {
    if (!unjudged.has(name)) truths.set(name, { objects: objects.get(id) ?? [], source: 'annotations' });
  }
  return { truths, names: [...new Set(categories.values())].sort(), foreign, unjudged: unjudged.size };
}

const nothing: ReadonlySet<string> = new Set();
const nothingMarked =
  'it has no `annotations`, and no detections are named: nobody knows what is in its images';
const tooMany: Refused = { refused: 'more than 1,000 objects are in its image' };
const noScore = (value: Members): Refused => ({
  refused: `it has no number \`score\`; it has ${namesIn(Object.keys(value))}`,
});
