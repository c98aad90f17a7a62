/** Whether what a clause claims holds, where truth knows it. Pure. */
import type { SceneTruth } from '../../../shared/models.ts';
import { boxIn, intersectionOverUnion } from '../scorers/refcoco.ts';
import { type Clause, saidText } from './clauses.ts';
import { type Lexicon, type Mention, mentionsIn, wordsOf } from './lexicon.ts';
import { type Direction, oppositeOf, type Place, placesIn, type Side } from './places.ts';

/** What is known of the image that a caption is about. */
export interface ImageTruth {
  readonly scene: SceneTruth;
  readonly width: number;
  readonly height: number;
  /** Every ground that the data knows a scene may stand on, so that another than this one's can be told to be wrong. */
  readonly grounds: ReadonlySet<string>;
}

type Box = readonly [number, number, number, number];

const boxAgrees = 0.5;
/** A thing lies clearly in a direction when it is so many times as far that way as across (the embedded world's own rule). */
const clearRatio = 1.5;

/** Null: nothing that is known decides it. */
export function truthOfClause(clause: Clause, image: ImageTruth, lexicon: Lexicon): boolean | null {
  switch (clause.kind) {
    case 'grounded':
      return groundedTruth(clause, image, lexicon);
    case 'text':
      return textTruth(clause.text, image.scene);
    case 'spatial':
      return spatialTruth(clause, image, lexicon);
    case 'plain':
      return plainTruth(clause.text, image, lexicon);
  }
}

/**
 * A box is right when it covers an object of the name it follows: intersection over union of 0.5 or more; what cannot be read is
 * wrong. Both as RefCOCO counts.
 */
function groundedTruth(
  { text, before }: Clause,
  { scene, width, height }: ImageTruth,
  lexicon: Lexicon,
): boolean | null {
  const said = boxIn(text);
  // "two cats [..], [..]": the second box is about what the first one was.
  const labelled = text.startsWith('[') ? before : text.slice(0, text.indexOf('['));
  const label = mentionsIn(labelled, lexicon).at(-1);
  if (!said) return false;
  if (!label) return null;
  const [left, top, right, bottom] = said.map((part, at) => (part / 999) * (at % 2 === 0 ? width : height));
  const box = [left, top, right, bottom] as unknown as Box;
  return boxesOf(label.name, scene).some((one) => intersectionOverUnion(box, one) >= boxAgrees);
}

/** Right when the words that are said to be written begin with the words that are; a text where none is, is wrong. */
function textTruth(text: string, { sign }: SceneTruth): boolean | null {
  const said = wordsOf(saidText(text) ?? '');
  if (said.length === 0) return null;
  if (sign === undefined) return null;
  const written = wordsOf(sign ?? '');
  if (written.length === 0) return false;
  return written.every((word, at) => said[at] === word);
}

/** Right when everything it names is there, the ground too, and what it says is not there is not. Numbers and sizes are not judged. */
function plainTruth(text: string, { scene, grounds }: ImageTruth, lexicon: Lexicon): boolean | null {
  const { objects, sign, background } = scene;
  const words = wordsOf(text);
  const there = new Set(objects.map(({ kind }) => kind));
  const claims = mentionsIn(text, lexicon).map(({ name, word }) => ({ word, holds: there.has(name) }));
  const ofSign = words.findIndex((word) => word === 'sign' || word === 'signs');
  if (ofSign >= 0 && sign !== undefined && !lexicon.names.has('sign'))
    claims.push({ word: ofSign, holds: sign !== null });
  const ofGround = words.findIndex((word, at) => grounds.has(word) && words[at - 1] === 'on');
  if (ofGround >= 0 && background !== undefined)
    claims.push({ word: ofGround, holds: words[ofGround] === background });
  if (claims.length === 0) return null;
  return claims.every(({ word, holds }) => holds !== (words[word - 1] === 'no'));
}

/** Right when all places that it states are, wrong when one is wrong; what no box can tell stays open. */
function spatialTruth({ text, before }: Clause, image: ImageTruth, lexicon: Lexicon): boolean | null {
  // Hyphens are broken up, as placesIn does, so that both count the same words.
  const plain = text.replaceAll('-', ' ');
  const mentions = mentionsIn(plain, lexicon);
  const { objects } = image.scene;
  if (mentions.some(({ name }) => !objects.some(({ kind }) => kind === name))) return false;
  const earlier = mentionsIn(before, lexicon)[0];
  const judged = placesIn(text).map((place) => {
    const subject = mentions.findLast(({ word, words }) => word + words <= place.word) ?? null;
    const behind = mentions.find(({ word }) => word >= place.word + place.words) ?? null;
    return place.kind === 'position'
      ? positionTruth(place, subject ?? behind ?? earlier ?? null, image)
      : relationTruth(place, subject ?? earlier ?? null, behind, image.scene);
  });
  if (judged.includes(false)) return false;
  return judged.length > 0 && judged.every((one) => one === true) ? true : null;
}

function relationTruth(
  { name }: Place,
  subject: Pick<Mention, 'name'> | null,
  object: Mention | null,
  scene: SceneTruth,
): boolean | null {
  if (!subject || !object) return null;
  // Of two alike one always lies that way from the other; of one alone it is nonsense.
  if (subject.name === object.name) return boxesOf(object.name, scene).length > 1 ? null : false;
  const states = (first: string, relation: string, second: string) =>
    scene.relations?.some(([a, b, c]) => a === first && b === relation && c === second);
  if (states(subject.name, name, object.name)) return true;
  if (!(name in oppositeOf)) return null;
  const direction = name as Direction;
  const steps = boxesOf(subject.name, scene).flatMap((one) =>
    boxesOf(object.name, scene).map((other) => stepFrom(other, one, direction)),
  );
  if (steps.length === 0) return null;
  if (steps.some(({ along, across }) => along > 0 && along > clearRatio * across)) return true;
  return steps.every(({ along }) => along <= 0) ? false : null;
}

/** How far the second box's centre lies from the first's, in the direction and across it; in pixels. */
function stepFrom(from: Box, to: Box, direction: Direction): { along: number; across: number } {
  const [x, y] = [centre(to, 0) - centre(from, 0), centre(to, 1) - centre(from, 1)];
  const across = direction === 'left of' || direction === 'right of' ? Math.abs(y) : Math.abs(x);
  const along = { 'left of': -x, 'right of': x, above: -y, below: y }[direction];
  return { along, across };
}

/** A third of the image is a side, the half across from it is not; what lies between is neither. */
function positionTruth(
  { sides }: Place,
  thing: Pick<Mention, 'name'> | null,
  { scene, width, height }: ImageTruth,
): boolean | null {
  if (!thing || sides.length === 0) return null;
  const boxes = boxesOf(thing.name, scene);
  if (boxes.length === 0) return null;
  const each = boxes.map((box) => {
    const at = { x: centre(box, 0) / width, y: centre(box, 1) / height };
    const judged = sides.map((side) => onSide(side, at));
    return judged.includes(false) ? false : judged.every((one) => one === true) ? true : null;
  });
  if (each.includes(true)) return true;
  return each.every((one) => one === false) ? false : null;
}

function onSide(side: Side, { x, y }: { x: number; y: number }): boolean | null {
  if (side === 'middle') {
    const off = Math.max(Math.abs(x - 0.5), Math.abs(y - 0.5));
    return off <= 1 / 6 ? true : off >= 1 / 3 ? false : null;
  }
  const towards = { left: 1 - x, right: x, top: 1 - y, bottom: y }[side];
  return towards >= 2 / 3 ? true : towards <= 1 / 2 ? false : null;
}

const boxesOf = (name: string, { objects }: SceneTruth): Box[] =>
  objects.filter(({ kind }) => kind === name).map(({ box }) => box as unknown as Box);

const centre = (box: Box, axis: 0 | 1): number => (box[axis] + box[axis + 2]) / 2;
