/** What a folder holds as a model, in figures that a person chooses by. */
import { totalmem } from 'node:os';
import type { InspectedModel } from '../../../shared/model-folder-requests.ts';
import { checkModel } from './check.ts';
import { ModelFault } from './fault.ts';
import { featureBytes, pixelBytes } from './kept-features.ts';
import { modelFolder } from './known.ts';
import { memoryOf } from './memory.ts';
import { visualTokensOf } from './shape.ts';
import { parametersOf } from './tensors.ts';

export function inspectModel(path: string): InspectedModel {
  try {
    const shape = checkModel(modelFolder(path));
    return {
      state: 'usable',
      architecture: shape.architecture,
      parameters: parametersOf(shape),
      learning: parametersOf(shape, 'lm') + parametersOf(shape, 'projector'),
      imageSize: shape.imageSize,
      visualTokens: visualTokensOf(shape),
      vocabulary: shape.text.words,
      positions: shape.text.positions,
      memory: { ...memoryOf(shape), here: totalmem() },
      bytesPerImage: { pixels: pixelBytes(shape), features: featureBytes(shape, 1) },
    };
  } catch (error) {
    if (!(error instanceof ModelFault)) throw error;
    return { state: 'unusable', what: error.message, cure: error.cure };
  }
}
