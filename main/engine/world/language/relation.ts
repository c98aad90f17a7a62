import { type Random, randomFrom } from '../random.ts';
import { centre, type Scene, type SceneObject } from '../scene.ts';
import { type Exchange, singlesOf } from './phrases.ts';

export const relationWords = ['left of', 'right of', 'above', 'below'] as const;
export type RelationWord = (typeof relationWords)[number];
/** kind, relation, kind */
export type Relation = readonly [string, RelationWord, string];

const opposite: Record<RelationWord, RelationWord> = {
  'left of': 'right of',
  'right of': 'left of',
  above: 'below',
  below: 'above',
};
const clearDistance = 12;
const clearRatio = 1.5;
/** how often a false statement is the plain opposite instead of a relation along the other axis */
const oppositeRate = 0.8;

/** "the dog is left of the cat." */
export function statement([first, relation, second]: Relation): string {
  return `the ${first} is ${relation} the ${second}.`;
}

/** Every true relation between things that stand only once, both ways round. */
export function relationsOf(scene: Scene): Relation[] {
  const singles = singlesOf(scene);
  return singles.flatMap((first) =>
    singles.flatMap((second) => {
      const relation = first === second ? null : relationBetween(first, second);
      return relation ? [[first.kind, relation, second.kind] as const] : [];
    }),
  );
}

/** Null unless one axis clearly separates the two. */
function relationBetween(first: SceneObject, second: SceneObject): RelationWord | null {
  const [across, down] = offset(first, second);
  if (Math.abs(across) >= clearDistance && Math.abs(across) > clearRatio * Math.abs(down)) {
    return across > 0 ? 'left of' : 'right of';
  }
  if (Math.abs(down) >= clearDistance && Math.abs(down) > clearRatio * Math.abs(across)) {
    return down > 0 ? 'above' : 'below';
  }
  return null;
}

/** One false statement for each true one; never one that is true along the weaker axis. */
export function falseRelationsOf(scene: Scene, random: Random): Relation[] {
  const singles = singlesOf(scene);
  return relationsOf(scene).map(([first, relation, second]) => {
    if (random.chance(oppositeRate)) return [first, opposite[relation], second] as const;
    return [first, crossed(relation, named(singles, first), named(singles, second), random), second] as const;
  });
}

/** A relation along the other axis that does not hold, not even a little. */
function crossed(
  relation: RelationWord,
  first: SceneObject,
  second: SceneObject,
  random: Random,
): RelationWord {
  const [across, down] = offset(first, second);
  const sidewards = relation === 'left of' || relation === 'right of';
  const lean = (sidewards ? down : across) || random.next() - 0.5;
  if (sidewards) return lean > 0 ? 'below' : 'above';
  return lean > 0 ? 'right of' : 'left of';
}

/** Half true, half false, in random order, each statement once; null when the scene has no clear pair. */
export function relationExchanges(scene: Scene, count: number): Exchange[] | null {
  const random = randomFrom(`${scene.key}/relation`);
  const half = Math.ceil(count / 2);
  const yes = random.shuffle(relationsOf(scene)).slice(0, half);
  const no = random.shuffle(falseRelationsOf(scene, random)).slice(0, half);
  if (yes.length === 0) return null;
  const exchanges = [
    ...yes.map((relation) => truthExchange(relation, 'yes')),
    ...no.map((relation) => truthExchange(relation, 'no')),
  ];
  return random.shuffle(exchanges).slice(0, count);
}

/** What stands where, as up to three true statements about neighbours in reading order; null when none is clear. */
export function relationNarration(scene: Scene): Exchange | null {
  const singles = singlesOf(scene);
  const statements = singles.slice(1).flatMap((second, i) => {
    const relation = relationBetween(singles[i], second);
    return relation ? [statement([singles[i].kind, relation, second.kind])] : [];
  });
  if (statements.length === 0) return null;
  return { question: 'where are the things?', answer: statements.slice(0, 3).join(' ') };
}

function truthExchange(relation: Relation, answer: 'yes' | 'no'): Exchange {
  return { question: `${statement(relation)} is that true?`, answer };
}

/** from the first centre to the second, in pixels to the right and down */
function offset(first: SceneObject, second: SceneObject): [number, number] {
  const from = centre(first.box);
  const to = centre(second.box);
  return [to[0] - from[0], to[1] - from[1]];
}

function named(objects: readonly SceneObject[], kind: string): SceneObject {
  return objects.find((object) => object.kind === kind) as SceneObject;
}
