import { type Background, backgrounds, textureSize } from './background.ts';
import { hash128, type Random, randomFrom } from './random.ts';
import { pickThings } from './things.ts';
import { signWords } from './words.ts';

export const sceneSize = 96;
export const sizes = { small: 20, medium: 28, large: 40 } as const;
export type Size = keyof typeof sizes;
/** xmin, ymin, xmax, ymax in pixels; the maxima are the first pixel outside */
export type Box = readonly [number, number, number, number];
/** brightness factors for red, green and blue */
export type Tint = readonly [number, number, number];

export interface SceneObject {
  kind: string;
  category: string;
  size: Size;
  box: Box;
  flip: boolean;
  tint: Tint;
}

export interface Sign {
  word: string;
  box: Box;
  style: number;
}

export interface Scene {
  /** names every random stream of this scene: seed/split/index */
  key: string;
  background: Background;
  /** which part of the ground's texture is shown */
  cutout: { x: number; y: number; flip: boolean; tint: Tint };
  /** in reading order: left to right by box centre, then top to bottom */
  objects: readonly SceneObject[];
  sign: Sign | null;
}

/** Every split draws only layouts whose hash falls to it, so no layout is ever shared between two splits. */
export const splits = ['pico', 'pretrain', 'sft', 'sft-val', 'spatial', 'grounding', 'ocr', 'bench'] as const;
export type Split = (typeof splits)[number];

const grid = 4;
/** free pixels between two boxes */
const gap = 2;
const signHeight = 13;
export const signStyles = 4;

/** The scene at `index` of a split: the same three arguments give the same scene, whatever was drawn before. */
export function makeScene(seed: number, split: Split, index: number): Scene {
  const key = `${seed}/${split}/${index}`;
  const random = randomFrom(`${key}/scene`);
  // even scenes carry a sign: exactly half of every split
  const withSign = index % 2 === 0;
  for (;;) {
    const scene = draftScene(key, random, withSign);
    if (scene && splitOf(scene) === split) return scene;
  }
}

/** The split a layout belongs to: decided by what is where, not by shades and tints. */
export function splitOf(scene: Scene): Split {
  return splits[hash128(layoutOf(scene))[0] % splits.length];
}

/** What is where, as text; two scenes with equal layouts would have equal truth. */
export function layoutOf(scene: Scene): string {
  const things = scene.objects.map(
    (object) => `${object.kind}@${object.box[0]},${object.box[1]},${object.size}`,
  );
  const sign = scene.sign ? `${scene.sign.word}@${scene.sign.box[0]},${scene.sign.box[1]}` : '';
  return `${scene.background};${things.join(';')};${sign}`;
}

/** Null when the things did not fit. */
function draftScene(key: string, random: Random, withSign: boolean): Scene | null {
  const taken: Box[] = [];
  let sign: Sign | null = null;
  if (withSign) {
    const word = random.pick(signWords);
    const box = placeBox(random, signWidth(word), signHeight, taken);
    if (!box) return null;
    taken.push(box);
    sign = { word, box, style: random.integer(signStyles) };
  }
  const objects: SceneObject[] = [];
  for (const { kind, size } of pickThings(random)) {
    const box = placeBox(random, sizes[size], sizes[size], taken);
    if (!box) return null;
    taken.push(box);
    objects.push({
      kind: kind.name,
      category: kind.category,
      size,
      box,
      flip: random.chance(0.5),
      tint: pickTint(random, 0.08),
    });
  }
  objects.sort((a, b) => centre(a.box)[0] - centre(b.box)[0] || centre(a.box)[1] - centre(b.box)[1]);
  const cutout = {
    x: random.integer(textureSize - sceneSize),
    y: random.integer(textureSize - sceneSize),
    flip: random.chance(0.5),
    tint: pickTint(random, 0.06),
  };
  return { key, background: random.pick(backgrounds), cutout, objects, sign };
}

function pickTint(random: Random, spread: number): Tint {
  const brightness = random.between(1 - spread, 1 + spread);
  const channel = () => brightness * random.between(1 - spread / 3, 1 + spread / 3);
  return [channel(), channel(), channel()];
}

function placeBox(random: Random, width: number, height: number, taken: readonly Box[]): Box | null {
  for (let attempt = 0; attempt < 30; attempt++) {
    const x = grid * random.integer(Math.floor((sceneSize - width) / grid) + 1);
    const y = grid * random.integer(Math.floor((sceneSize - height) / grid) + 1);
    const box: Box = [x, y, x + width, y + height];
    if (!taken.some((other) => closerThanGap(box, other))) return box;
  }
  return null;
}

function closerThanGap(a: Box, b: Box): boolean {
  return a[0] < b[2] + gap && b[0] < a[2] + gap && a[1] < b[3] + gap && b[1] < a[3] + gap;
}

function signWidth(word: string): number {
  return 6 * word.length + 6;
}

export function centre(box: Box): [number, number] {
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}
