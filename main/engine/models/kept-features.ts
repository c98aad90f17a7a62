/** What an image takes of the disk, and whether the encoder's features are kept there. Pure. */
import { featureWidthOf, type ModelShape, visualTokensOf } from './shape.ts';

/** More than this share of what is left would leave too little for checkpoints. */
const mostOfFree = 0.4;

/** Of an image in the file of raw pixels. */
export const pixelBytes = ({ imageSize }: ModelShape): number => imageSize ** 2 * 3;

/** In half precision. */
export const featureBytes = (shape: ModelShape, images: number): number =>
  images * visualTokensOf(shape) * featureWidthOf(shape) * 2;

export const areKept = (bytes: number, free: number): boolean => bytes <= mostOfFree * free;
