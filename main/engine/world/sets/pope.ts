import type { Kind } from '../kinds.ts';
import { kinds } from '../kinds.ts';
import { absentKinds, existenceQuestion, nearMisses } from '../language/existence.ts';
import { groupsOf } from '../language/phrases.ts';
import { randomFrom } from '../random.ts';
import type { Scene } from '../scene.ts';
import { type BenchImage, spread } from './spread.ts';

export interface PopeLine {
  question_id: number;
  image: string;
  text: string;
  label: 'yes' | 'no';
}

/** How the absent kinds are chosen, as POPE (Li et al. 2023) defines its three splits. */
export const popeSplits = ['random', 'popular', 'adversarial'] as const;
export type PopeSplit = (typeof popeSplits)[number];

/** "popular" asks for absent kinds among this many of the most frequent ones */
const popularCount = 12;

/** Half yes, half no. The yes questions are the same in all three splits, so only the choice of absent kinds differs. */
export function popeQuestions(images: readonly BenchImage[], split: PopeSplit, count: number): PopeLine[] {
  const order = randomFrom('bench/pope').shuffle(images);
  const popular = mostFrequent(images);
  const yes = spread(order, ({ scene }) => shuffled(scene, 'yes', presentKinds(scene)), count / 2);
  // from the other end: as long as there are images, none is asked about twice
  const no = spread(
    [...order].reverse(),
    ({ scene }) => shuffled(scene, split, absentFor(split, scene, popular)),
    count / 2,
  );
  const lines = yes.flatMap((positive, i) => [
    { ...positive, label: 'yes' as const },
    ...(no[i] ? [{ ...no[i], label: 'no' as const }] : []),
  ]);
  return lines.map(({ image, item, label }, i) => ({
    question_id: i + 1,
    image: image.file,
    text: existenceQuestion(item),
    label,
  }));
}

function absentFor(split: PopeSplit, scene: Scene, popular: readonly Kind[]): Kind[] {
  const absent = absentKinds(scene);
  if (split === 'popular') return absent.filter((kind) => popular.includes(kind));
  // what stands together in this world is what shares a category
  return split === 'adversarial' ? nearMisses(scene) : absent;
}

/** The kinds seen in most images of the benchmark. */
export function mostFrequent(images: readonly BenchImage[]): Kind[] {
  const seenIn = new Map(kinds.map((kind) => [kind.name, 0]));
  for (const { scene } of images) {
    for (const { kind } of groupsOf(scene)) seenIn.set(kind.name, (seenIn.get(kind.name) ?? 0) + 1);
  }
  const frequency = (kind: Kind) => seenIn.get(kind.name) ?? 0;
  return [...kinds].sort((a, b) => frequency(b) - frequency(a)).slice(0, popularCount);
}

function presentKinds(scene: Scene): Kind[] {
  return groupsOf(scene).map((group) => group.kind);
}

function shuffled(scene: Scene, purpose: string, list: readonly Kind[]): Kind[] {
  return randomFrom(`${scene.key}/pope/${purpose}`).shuffle(list);
}
