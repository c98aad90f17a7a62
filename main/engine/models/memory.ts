/** How much memory a model takes. Pure; the formulas are those of the trainer (resources/trainer/squared_trainer/memory.py). */
import { featureWidthOf, type ModelShape, visualTokensOf } from './shape.ts';
import { parametersOf } from './tensors.ts';

/** Tokens of a typical conversation about an image, its frame included, beside the visual tokens. */
const typicalTokens = 96;
/** PyTorch, Transformers and the interpreter themselves, as the trainer's heartbeat tells with pico. */
const runtime = 0.7e9;

export interface Memory {
  /** Bytes that training takes at least: one image at a time, all of the LM. */
  readonly training: number;
  /** Bytes that captioning takes at least: one caption at a time. */
  readonly captioning: number;
  readonly formula: string;
}

export function memoryOf(shape: ModelShape): Memory {
  const { text } = shape;
  const all = parametersOf(shape);
  const learning = parametersOf(shape, 'lm') + parametersOf(shape, 'projector');
  const tokens = visualTokensOf(shape) + typicalTokens;
  const kept = 4 * tokens * (text.layers * (8 * text.width + 5 * text.inner) + 1.5 * text.words);
  const cache = 2 * text.layers * text.shared * text.headWidth;
  const writing = 4 * tokens * (2 * cache + 4 * text.inner) + 12 * text.words;
  const features = 4 * visualTokensOf(shape) * featureWidthOf(shape);
  return {
    training: runtime + 4 * all + 12 * learning + kept + features,
    captioning: runtime + 4 * all + writing + features,
    formula:
      'Training: 4 bytes for each weight, 12 more for each that learns (gradient and AdamW’s two moments), and what one image’s tokens keep of each layer. Captioning: 4 bytes for each weight and one caption’s keys and values. 0.7 GB for PyTorch. More images at a time, which is faster, take more. Worked out from config.json, as resources/trainer/squared_trainer/memory.py does; not measured.',
  };
}
