import { categories, type Kind, kinds } from './kinds.ts';
import type { Random } from './random.ts';
import type { Size } from './scene.ts';

const countWeights = [0.1, 0.25, 0.32, 0.33];
/** how often one kind stands several times, when there is more than one thing */
const repeatRate = 0.58;
/** how often repeated things are all of one size */
const alikeRate = 0.6;
/** how often a further kind is of the first one's category */
const relatedRate = 0.35;

/** One to four things; often several of one kind, and often of one category, so that a careless guess fails. */
export function pickThings(random: Random): { kind: Kind; size: Size }[] {
  const count = pickWeighted(random, countWeights) + 1;
  const repeats = count > 1 && random.chance(repeatRate) ? 2 + random.integer(count - 1) : 1;
  const category = random.pick(categories);
  const chosen: Kind[] = [];
  while (chosen.length <= count - repeats) {
    const related = chosen.length === 0 || random.chance(relatedRate);
    const kind = pickKind(random, related ? category : random.pick(categories));
    if (!chosen.includes(kind)) chosen.push(kind);
  }
  const alike = random.chance(alikeRate) ? pickSize(random) : null;
  return random.shuffle([
    ...chosen.map((kind, i) => ({ kind, size: (i === 0 && alike) || pickSize(random) })),
    ...Array.from({ length: repeats - 1 }, () => ({ kind: chosen[0], size: alike ?? pickSize(random) })),
  ]);
}

/** Within a category the first kinds are about twice as common as the last, as popular things are on the web. */
function pickKind(random: Random, category: string): Kind {
  const members = kinds.filter((kind) => kind.category === category);
  const weights = members.map((_, rank) => 2 - rank / (members.length - 1));
  return members[pickWeighted(random, weights)];
}

function pickSize(random: Random): Size {
  return (['small', 'medium', 'large'] as const)[pickWeighted(random, [0.34, 0.34, 0.32])];
}

function pickWeighted(random: Random, weights: readonly number[]): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < weights.length - 1; i++) {
    left -= weights[i];
    if (left < 0) return i;
  }
  return weights.length - 1;
}
