import type { Relation } from './language/relation.ts';
import { relationsOf } from './language/relation.ts';
import type { Box, Scene, Size } from './scene.ts';

/** What an image really shows, one line per image in truth/<set>.jsonl. */
export interface Truth {
  image: string;
  background: string;
  /** the word of the sign */
  sign: string | null;
  signBox: Box | null;
  objects: { kind: string; category: string; size: Size; box: Box }[];
  relations: Relation[];
}

export function truthOf(scene: Scene, image: string): Truth {
  return {
    image,
    background: scene.background,
    sign: scene.sign?.word ?? null,
    signBox: scene.sign?.box ?? null,
    objects: scene.objects.map(({ kind, category, size, box }) => ({ kind, category, size, box })),
    relations: relationsOf(scene),
  };
}
