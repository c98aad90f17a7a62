import { backgrounds } from './background.ts';
import { kindNames } from './kinds.ts';
import { type Box, type Scene, sceneSize } from './scene.ts';
import { signWords } from './words.ts';

export const patchSize = 8;
export const patchesPerSide = sceneSize / patchSize;
const leastShare = 0.3;

/** What a patch can show; the place in this list is its class. */
export const patchClasses: readonly string[] = [...backgrounds, ...kindNames, ...signWords];
const classOf = new Map(patchClasses.map((name, id) => [name, id]));

/** For each 8 x 8 patch the class of the box that covers most of it (at least 30 %), else the ground's. */
export function patchLabels(scene: Scene): Uint16Array {
  const labels = new Uint16Array(patchesPerSide ** 2).fill(classId(scene.background));
  const covered = new Float32Array(labels.length).fill(leastShare * patchSize ** 2);
  const things = scene.objects.map((object) => ({ name: object.kind, box: object.box }));
  if (scene.sign) things.push({ name: scene.sign.word, box: scene.sign.box });
  for (const { name, box } of things) {
    for (let row = Math.floor(box[1] / patchSize); row * patchSize < box[3]; row++) {
      for (let column = Math.floor(box[0] / patchSize); column * patchSize < box[2]; column++) {
        const patch = row * patchesPerSide + column;
        const area = overlap(box, column * patchSize, row * patchSize);
        if (area < covered[patch]) continue;
        covered[patch] = area;
        labels[patch] = classId(name);
      }
    }
  }
  return labels;
}

function overlap(box: Box, left: number, top: number): number {
  const width = Math.min(box[2], left + patchSize) - Math.max(box[0], left);
  const height = Math.min(box[3], top + patchSize) - Math.max(box[1], top);
  return width * height;
}

function classId(name: string): number {
  return classOf.get(name) as number;
}
