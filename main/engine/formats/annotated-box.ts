/** A box as COCO writes it, `[x, y, width, height]` in pixels, cut off where it overhangs its image. */
import type { Box } from '../specialists/annotated.ts';
import { area } from '../specialists/boxes.ts';
import { type ImageRecord, numbersOf } from './annotation-file.ts';
import type { Refused } from './plain-file.ts';

/** Annotators draw a little over the edge; what hangs over further belongs to another picture. */
const inside = 0.9;

export function boxOf(bbox: unknown, { width, height }: ImageRecord): { box: Box } | Refused {
  const numbers = numbersOf(bbox, 4);
  if (!numbers) return { refused: 'its bbox is not [x, y, width, height]' };
  const [x, y, across, down] = numbers as [number, number, number, number];
  if (across <= 0 || down <= 0) return { refused: 'its box has no area' };
  const box: Box = [Math.max(0, x), Math.max(0, y), Math.min(width, x + across), Math.min(height, y + down)];
  const lies = box[2] > box[0] && box[3] > box[1] && area(box) >= inside * across * down;
  return lies ? { box } : { refused: 'its box lies outside its image' };
}
