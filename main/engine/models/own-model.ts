/**
 * What of a model of the user's own decides how long steps take and what they write. Bytes follow from its shape. Times that were never
 * measured with it are drawn from pico's by the operations that both take, which is a poor guess: small products are slow for their size.
 * Pure.
 */
import { areKept, featureBytes, pixelBytes } from './kept-features.ts';
import { featureWidthOf, type ModelShape, patchesOf, visualTokensOf } from './shape.ts';
import { parametersOf } from './tensors.ts';

export interface OwnModel {
  /** Stands before the names of its rates. */
  readonly key: string;
  /** As a person calls it. */
  readonly title: string;
  /** Bytes of an image; of its features 0 where they are not kept. */
  readonly pixelBytes: number;
  readonly featureBytes: number;
  readonly keepsFeatures: boolean;
  readonly checkpointBytes: number;
  /** The weights after a stage that several models share. */
  readonly sharedBytes: number;
  /** Graphs in single precision, and in eight bits beside them. */
  readonly exportedBytes: { readonly fp32: number; readonly int8: number };
  /** How many times pico's operations one item takes. */
  readonly times: {
    readonly encode: number;
    readonly train: number;
    readonly write: number;
    readonly answer: number;
    /** By weights: opening, saving, exporting. */
    readonly weights: number;
  };
}

interface Given {
  readonly key: string;
  readonly title: string;
  readonly shape: ModelShape;
  readonly pico: ModelShape;
  /** Images of the dataset; null where it is not known. */
  readonly images: number | null;
  /** Bytes left on the disk. */
  readonly free: number;
}

export function ownModel({ key, title, shape, pico, images, free }: Given): OwnModel {
  const kept = areKept(featureBytes(shape, images ?? 0), free);
  const all = 4 * parametersOf(shape);
  const learning = 4 * (parametersOf(shape, 'lm') + parametersOf(shape, 'projector'));
  // Two decoders, each with the output layer, beside the encoder and the word embeddings.
  const seeing = parametersOf(shape, 'encoder') + parametersOf(shape, 'projector');
  const graphs = 4 * (seeing + 2 * layersOf(shape) + 3 * shape.text.words * shape.text.width);
  // Where features are not kept, whatever reads an image has the encoder run, too.
  const again = kept ? 0 : encoding(shape);
  const over = (of: (shape: ModelShape) => number, further = again) => (of(shape) + further) / of(pico);
  return {
    key: kept ? key : `${key}, encoding as it reads`,
    title,
    pixelBytes: pixelBytes(shape),
    featureBytes: kept ? featureBytes(shape, 1) : 0,
    keepsFeatures: kept,
    checkpointBytes: all,
    sharedBytes: learning,
    exportedBytes: { fp32: graphs, int8: 1.25 * graphs },
    times: {
      encode: over(encoding, 0),
      train: over(training),
      write: over((one) => reading(one) + textTokens * perToken(one)),
      answer: over((one) => reading(one) + answerTokens * perToken(one)),
      weights: over((one) => parametersOf(one), 0),
    },
  };
}

/** Tokens of a caption, and of an answer to a benchmark's question; what stands around a picture in SmolVLM's conversation. */
const textTokens = 40;
const answerTokens = 3;
const frameTokens = 16;

/** Multiplications of a token through the language model's layers, and to the vocabulary. */
function layersOf(shape: ModelShape): number {
  const head = shape.text.words * shape.text.width;
  return parametersOf(shape, 'lm') - head * (shape.tied ? 1 : 2);
}
const perToken = (shape: ModelShape): number => layersOf(shape) + shape.text.words * shape.text.width;

const reading = (shape: ModelShape): number =>
  (visualTokensOf(shape) + frameTokens) * layersOf(shape) +
  visualTokensOf(shape) * featureWidthOf(shape) * shape.text.width;

const training = (shape: ModelShape): number => reading(shape) + textTokens * perToken(shape);

function encoding(shape: ModelShape): number {
  const patches = patchesOf(shape);
  const { width, layers } = shape.vision;
  return patches * parametersOf(shape, 'encoder') + 2 * layers * patches ** 2 * width;
}
