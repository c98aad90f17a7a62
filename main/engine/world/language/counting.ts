import type { Kind } from '../kinds.ts';
import { randomFrom } from '../random.ts';
import type { Scene } from '../scene.ts';
import { absentKinds } from './existence.ts';
import { type Exchange, groupsOf } from './phrases.ts';

const absentRate = 0.1;

export function countingExchange(scene: Scene, kind: Kind): Exchange {
  const count = scene.objects.filter((object) => object.kind === kind.name).length;
  return { question: `how many ${kind.plural} are there?`, answer: String(count) };
}

/** Different questions; kinds that stand several times come first, since counting one thing is no counting. */
export function countingExchanges(scene: Scene, count: number): Exchange[] {
  const random = randomFrom(`${scene.key}/counting`);
  const present = random
    .shuffle(groupsOf(scene))
    .sort((a, b) => Number(b.objects.length > 1) - Number(a.objects.length > 1))
    .map((group) => group.kind);
  const absent = random.shuffle(absentKinds(scene));
  return Array.from({ length: count }, () => {
    const fromPresent = present.length > 0 && !random.chance(absentRate);
    return countingExchange(scene, (fromPresent ? present.shift() : absent.pop()) as Kind);
  });
}
