import { kindNames, kinds } from '../kinds.ts';
import { denseCaption } from '../language/dense.ts';
import { randomFrom } from '../random.ts';
import { sceneSize } from '../scene.ts';
import type { BenchImage } from './spread.ts';

/** COCO's two files for the same images: reference captions, and every object with its box. */
export function captionFiles(images: readonly BenchImage[], count: number) {
  const chosen = randomFrom('bench/caption')
    .shuffle(images)
    .slice(0, count)
    .sort((a, b) => a.id - b.id);
  const entries = chosen.map(({ id, file }) => ({
    id,
    file_name: file,
    width: sceneSize,
    height: sceneSize,
  }));
  return {
    captions: {
      images: entries,
      annotations: chosen.map(({ id, scene }, i) => ({
        id: i + 1,
        image_id: id,
        caption: denseCaption(scene),
      })),
    },
    instances: {
      images: entries,
      annotations: chosen
        .flatMap(({ id, scene }) => scene.objects.map(({ kind, box }) => ({ image_id: id, kind, box })))
        .map(({ image_id, kind, box: [left, top, right, bottom] }, i) => ({
          id: i + 1,
          image_id,
          category_id: kindNames.indexOf(kind) + 1,
          bbox: [left, top, right - left, bottom - top],
          area: (right - left) * (bottom - top),
          iscrowd: 0,
        })),
      categories: kinds.map(({ name, category }, i) => ({ id: i + 1, name, supercategory: category })),
    },
  };
}
