import type { Exchange } from '../language/phrases.ts';
import type { Scene, Split } from '../scene.ts';
import { groundingTurns } from './grounding.ts';
import { ocrTurns } from './ocr.ts';
import { pretrainTurns } from './pretrain.ts';
import { sftTurns } from './sft.ts';
import type { WorldSizes } from './sizes.ts';
import { spatialTurns } from './spatial.ts';

/** A set of images with conversations about them. */
export interface TrainingSet {
  split: Split;
  /** scenes of its split that another set has already taken; a set that goes on behind them is only written where it has a size */
  behind?: keyof WorldSizes;
  folder: string;
  size: keyof WorldSizes;
  /** what is said about a scene, in order; null when the scene has nothing to teach here and the next is taken */
  turns(scene: Scene): Exchange[] | null;
}

export const trainingSets: readonly TrainingSet[] = [
  { split: 'pretrain', folder: 'pretrain', size: 'pretrain', turns: pretrainTurns },
  { split: 'pretrain', behind: 'pretrain', folder: 'pretrain-more', size: 'more', turns: pretrainTurns },
  { split: 'sft', folder: 'sft', size: 'sft', turns: sftTurns },
  { split: 'sft-val', folder: 'sft-val', size: 'sftVal', turns: sftTurns },
  { split: 'spatial', folder: 'specialists/spatial', size: 'spatial', turns: spatialTurns },
  { split: 'grounding', folder: 'specialists/grounding', size: 'grounding', turns: groundingTurns },
  { split: 'ocr', folder: 'specialists/ocr', size: 'ocr', turns: ocrTurns },
];
