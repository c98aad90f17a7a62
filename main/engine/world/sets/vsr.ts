import { falseRelationsOf, relationsOf, statement } from '../language/relation.ts';
import { randomFrom } from '../random.ts';
import { type BenchImage, spread } from './spread.ts';

export interface VsrLine {
  image: string;
  caption: string;
  label: 0 | 1;
  relation: string;
}

/** Statements to call true or false, as many true as false. */
export function vsrLines(images: readonly BenchImage[], count: number): VsrLine[] {
  const random = randomFrom('bench/vsr');
  const order = random.shuffle(images);
  const right = spread(order, ({ scene }) => random.shuffle(relationsOf(scene)), count / 2);
  const wrong = spread(
    [...order].reverse(),
    ({ scene }) => random.shuffle(falseRelationsOf(scene, random)),
    count / 2,
  );
  const lines = [
    ...right.map(({ image, item }) => ({ image, item, label: 1 as const })),
    ...wrong.map(({ image, item }) => ({ image, item, label: 0 as const })),
  ];
  return random.shuffle(lines).map(({ image, item, label }) => ({
    image: image.file,
    caption: statement(item),
    label,
    relation: item[1],
  }));
}
