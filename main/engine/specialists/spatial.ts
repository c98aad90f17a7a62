/**
 * The spatial specialist's lessons from marked objects (paper, section 3.2): relations of objects to each other and to the camera, put as
 * statements to judge, as questions answered in words, and as questions answered with a box. What is not clear is never asked.
 */
import type { Turn } from '../formats/dataset.ts';
import { type Random, randomFrom } from '../world/random.ts';
import type { AnnotatedImage, AnnotatedObject } from './annotated.ts';
import { boxText, centre, share } from './boxes.ts';
import { named, singlesOf } from './naming.ts';
import { falsified, type Relation, type Rule, relationsBy } from './relations.ts';
import { crossed, leans, rules2d, side } from './relations-2d.ts';
import { byDistance, depth, nearestOf, nearness, rules3d } from './relations-3d.ts';

/** Smaller objects are hardly seen; they still count where a question must have one answer. */
const smallestShare = 0.005;
/** The largest of them; pairs grow with the square. */
const mostObjects = 8;
const judgedOfEach = 2;
/** Of the false statements about sides, those along the other axis instead of the plain opposite. */
const crossedRate = 0.2;

interface Fact {
  readonly rule: Rule;
  readonly relation: Relation;
}

/** Empty where nothing about the image is clear. The same image and seed give the same turns. */
export function spatialTurns(image: AnnotatedImage, seed: number): Turn[] {
  const random = randomFrom(`spatial/${seed}/${image.name}`);
  const objects = image.objects
    .filter(({ box, crowd }) => !crowd && share(box, image) >= smallestShare)
    .sort((a, b) => share(b.box, image) - share(a.box, image))
    .slice(0, mostObjects);
  const facts = mixedFacts(objects, image, random);
  return [
    ...narration(objects, image),
    ...random.shuffle(statements(facts, image, random)),
    ...where(facts, image, random),
    ...toTheCamera(facts, objects, image, random),
    ...boxAnswers(facts, image),
  ];
}

/** Every fact, the rules taking turns, so that sizes (which nearly every pair has) do not drown depth. */
function mixedFacts(objects: readonly AnnotatedObject[], image: AnnotatedImage, random: Random): Fact[] {
  const queues = [...rules2d, ...rules3d].map((rule) =>
    random.shuffle(relationsBy(rule, objects, image)).map((relation) => ({ rule, relation })),
  );
  const mixed: Fact[] = [];
  for (let turn = 0; queues.some((queue) => queue.length > turn); turn++) {
    mixed.push(...queues.flatMap((queue) => queue[turn] ?? []));
  }
  return mixed;
}

const statement = ({ first, word, second }: Relation, image: AnnotatedImage): string =>
  `${named(first, image)} is ${word} ${named(second, image)}.`;

/** What stands where, as up to three statements about neighbours from the left, and what is in front of what. */
function narration(objects: readonly AnnotatedObject[], image: AnnotatedImage): Turn[] {
  const singles = singlesOf(image)
    .filter((object) => objects.includes(object))
    .sort((a, b) => centre(a.box)[0] - centre(b.box)[0] || centre(a.box)[1] - centre(b.box)[1]);
  const told = (rule: Rule, most: number): string[] =>
    singles
      .slice(1)
      .flatMap((second, at) => {
        const first = singles[at] as AnnotatedObject;
        const word = rule.word(first, second, image);
        return word === null ? [] : [statement({ first, word, second }, image)];
      })
      .slice(0, most);
  const sentences = [...told(side, 3), ...told(depth, 1)];
  return sentences.length === 0 ? [] : [{ user: 'where are the things?', assistant: sentences.join(' ') }];
}

/** As many false as true. */
function statements(facts: readonly Fact[], image: AnnotatedImage, random: Random): Turn[] {
  const judge = (relation: Relation, assistant: string): Turn => ({
    user: `${statement(relation, image)} is that true?`,
    assistant,
  });
  const right = facts.slice(0, judgedOfEach).map(({ relation }) => judge(relation, 'yes'));
  // Others than the true ones where there are enough, so that no statement answers another.
  const rest = facts.length >= 2 * judgedOfEach ? facts.slice(judgedOfEach) : facts;
  const wrong = rest.slice(0, judgedOfEach).map((fact) => judge(falseOne(fact, random), 'no'));
  return [...right, ...wrong.slice(0, right.length)];
}

function falseOne({ rule, relation }: Fact, random: Random): Relation {
  const { first, word, second } = relation;
  const other = rule === side && random.chance(crossedRate) ? crossed(first, word, second) : null;
  return other === null ? falsified(relation, rule) : { first, word: other, second };
}

/** One relation in words: which side, or whether in front. */
function where(facts: readonly Fact[], image: AnnotatedImage, random: Random): Turn[] {
  const told = facts.filter(({ rule }) => rule === side || rule === depth);
  if (told.length === 0) return [];
  const { relation } = random.pick(told);
  const { first, word, second } = relation;
  const user = `where is ${named(first, image)}, seen from ${named(second, image)}?`;
  return [{ user, assistant: `${word} ${named(second, image)}.` }];
}

/** Object to camera: which of two is nearer, and all of them in order. */
function toTheCamera(
  facts: readonly Fact[],
  objects: readonly AnnotatedObject[],
  image: AnnotatedImage,
  random: Random,
): Turn[] {
  const turns: Turn[] = [];
  const closer = facts.find(
    ({ rule, relation }) => rule === nearness && relation.word === 'nearer to the camera than',
  );
  if (closer) {
    const { first, second } = closer.relation;
    const [one, other] = random.shuffle([first, second]) as [AnnotatedObject, AnnotatedObject];
    const user = `which is nearer to the camera, ${named(one, image)} or ${named(other, image)}?`;
    turns.push({ user, assistant: `${named(first, image)}.` });
  }
  // Of all that is marked, specks too: an order that leaves one out is none.
  const order = objects.length > 2 && objects.length === image.objects.length ? byDistance(objects) : null;
  if (order) {
    const things = order.map((object) => named(object, image)).join(', ');
    turns.push({ user: 'name the things from near to far.', assistant: `${things}.` });
  }
  return turns;
}

/** Questions whose answer is one box: what stands on a side of a thing, which of several alike is meant, what is nearest. Some of a crowd may stand anywhere. */
function boxAnswers(facts: readonly Fact[], image: AnnotatedImage): Turn[] {
  const sides = facts.filter(({ rule }) => rule === side).map(({ relation }) => relation);
  const only = ({ first, word, second }: Relation, among: readonly AnnotatedObject[]): boolean =>
    among.every(
      (other) => other === first || other === second || !(other.crowd || leans(other, word, second)),
    );
  const turns: Turn[] = [];
  const beside = sides.find((relation) => only(relation, image.objects));
  if (beside) {
    const user = `what is ${beside.word} ${named(beside.second, image)}? answer with its box.`;
    turns.push({ user, assistant: boxText(beside.first.box, image) });
  }
  const singles = new Set(singlesOf(image));
  const meant = sides.find(
    (relation) =>
      !singles.has(relation.first) &&
      singles.has(relation.second) &&
      only(
        relation,
        image.objects.filter(({ category }) => category === relation.first.category),
      ),
  );
  if (meant) {
    const user = `where is the ${meant.first.category} that is ${meant.word} ${named(meant.second, image)}?`;
    turns.push({ user, assistant: boxText(meant.first.box, image) });
  }
  const nearest = nearestOf(image.objects);
  if (nearest) {
    const user = 'what is nearest to the camera? answer with its box.';
    turns.push({ user, assistant: boxText(nearest.box, image) });
  }
  return turns;
}
