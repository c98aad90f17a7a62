/** A folder as a model that can be trained. Only headers and settings are read. */
import { existsSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { ModelFault } from './fault.ts';
import { type ModelShape, shapeOf } from './shape.ts';
import { tensorsOf } from './tensors.ts';
import { checkWeights, weightFiles } from './weights.ts';
import { checkPreprocessor, checkTemplate, checkTokenizer } from './words.ts';

/** Its shape; throws a ModelFault that names what is wrong and the cure. */
export function checkModel(folder: string): ModelShape {
  if (!isAbsolute(folder)) throw new ModelFault(`"${folder}" is not absolute.`, 'Write the whole path.');
  if (!existsSync(folder)) {
    throw new ModelFault(`There is no folder ${folder}.`, 'Name the folder that holds config.json.');
  }
  if (!statSync(folder).isDirectory())
    throw new ModelFault(`${folder} is no folder.`, 'Name the folder that holds config.json.');
  // Before anything else: who has a pickle should hear of that, whatever else is missing.
  weightFiles(folder);
  const shape = shapeOf(folder);
  checkTokenizer(folder, shape);
  checkTemplate(folder);
  checkPreprocessor(folder);
  checkWeights(folder, tensorsOf(shape));
  return shape;
}
