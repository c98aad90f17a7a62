/** Marked images for the builders' tests: by hand, from Emoji World's scenes, and at random. */
import type {
  AnnotatedImage,
  AnnotatedObject,
  Box,
  Point,
} from '../../../../main/engine/specialists/annotated.ts';
import { randomFrom } from '../../../../main/engine/world/random.ts';
import { type Scene, sceneSize } from '../../../../main/engine/world/scene.ts';

export const object = (
  category: string,
  box: Box,
  more: { crowd?: boolean; centre?: Point; size?: Point } = {},
): AnnotatedObject => ({ category, box, crowd: false, centre: null, size: null, ...more });

/** 100 pixels square, so that pixels read as per cent. */
export const image = (
  objects: readonly AnnotatedObject[],
  captions: readonly string[] = [],
): AnnotatedImage => ({ name: 'a.jpg', width: 100, height: 100, objects, captions });

export const ofScene = (scene: Scene): AnnotatedImage => ({
  name: scene.key,
  width: sceneSize,
  height: sceneSize,
  objects: scene.objects.map(({ kind, box }) => object(kind, box)),
  captions: [],
});

const categories = ['dog', 'cat', 'apple', 'bus', 'chair', 'person'];

/** Two to six objects anywhere, overlapping as they will, with places in space. */
export function randomImage(index: number): AnnotatedImage {
  const random = randomFrom(`marked/${index}`);
  const objects = Array.from({ length: 2 + random.integer(5) }, () => {
    const [x, y] = [random.integer(500), random.integer(300)];
    const box: Box = [x, y, x + 20 + random.integer(140), y + 20 + random.integer(160)];
    const centre: Point = [random.between(-3, 3), random.between(-1, 1), random.between(0.5, 9)];
    const size: Point = [random.between(0.1, 2), random.between(0.1, 2), random.between(0.1, 2)];
    return object(random.pick(categories), box, { centre, size });
  });
  return { name: `${index}.jpg`, width: 640, height: 480, objects, captions: [] };
}
