import { singlesOf } from '../language/phrases.ts';
import { randomFrom } from '../random.ts';
import { sceneSize } from '../scene.ts';
import { type BenchImage, spread } from './spread.ts';

export interface RefcocoEntry {
  question_id: number;
  image: string;
  expression: string;
  /** x, y, width, height in pixels, as COCO writes boxes */
  bbox: [number, number, number, number];
  width: number;
  height: number;
}

/** Expressions that name exactly one thing, with its box. */
export function refcocoEntries(images: readonly BenchImage[], count: number): RefcocoEntry[] {
  const random = randomFrom('bench/refcoco');
  const asked = spread(random.shuffle(images), ({ scene }) => random.shuffle(singlesOf(scene)), count);
  return asked.map(({ image, item: { kind, box } }, i) => ({
    question_id: i + 1,
    image: image.file,
    expression: `the ${kind}`,
    bbox: [box[0], box[1], box[2] - box[0], box[3] - box[1]],
    width: sceneSize,
    height: sceneSize,
  }));
}
