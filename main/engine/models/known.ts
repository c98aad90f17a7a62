/** The model that a plan names: the shipped pico, or a folder of the user's own. */
import { join } from 'node:path';
import { resources } from '../places.ts';
import { pico } from './pico.ts';
import { type ModelShape, shapeOf } from './shape.ts';

export const modelFolder = (model: string): string =>
  model === pico ? join(resources, 'models', pico) : model;

export const shapeOfModel = (model: string): ModelShape => shapeOf(modelFolder(model));

/** Pixels a side of the square that the model's encoder reads: every image of the experiment is brought to it. */
export const imageSizeOf = (model: string): number => shapeOfModel(model).imageSize;
