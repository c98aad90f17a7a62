/** What is wrong with the model that a plan names; looks at its folder. */
import type { Plan } from '../../../shared/plan.ts';
import { checkModel } from '../models/check.ts';
import { ModelFault } from '../models/fault.ts';
import { shapeOfModel } from '../models/known.ts';
import { pico } from '../models/pico.ts';
import { featureWidthOf, type ModelShape, shapeOf, visualTokensOf } from '../models/shape.ts';
import { parametersOf } from '../models/tensors.ts';
import type { Fault } from './faults.ts';

/** ONNX graphs hold their weights themselves, in a file of this size at most. */
const mostGraphBytes = 2e9;

export function faultsOfModel({ model, captioner }: Pick<Plan, 'model' | 'captioner'>): Fault[] {
  const elsewhere = captioner.kind === 'checkpoint' ? faultsOfCheckpoint(model, captioner.path) : [];
  if (model === pico) return elsewhere;
  try {
    const bytes = 4 * parametersOf(checkModel(model), 'lm');
    if (captioner.kind !== 'onnx' || bytes < mostGraphBytes) return elsewhere;
    const what = `The language model takes ${(bytes / 1e9).toFixed(1)} GB in single precision; an ONNX graph holds at most 2 GB.`;
    return [{ path: ['captioner'], what, cure: 'Write `captioner: { kind: torch }`, or take it out.' }];
  } catch (error) {
    if (!(error instanceof ModelFault)) throw error;
    return [{ path: ['model'], what: error.message, cure: error.cure }];
  }
}

/** A checkpoint of another experiment is asked about what the plan's own encoder has seen: both have to be of one shape. */
function faultsOfCheckpoint(model: string, path: string): Fault[] {
  try {
    const [seen, asked] = [shapeOfModel(model), shapeOf(path)];
    const read = (one: ModelShape) => [one.imageSize, visualTokensOf(one), featureWidthOf(one)].join();
    if (read(seen) === read(asked)) return [];
    const what = `The checkpoint in ${path} sees pictures of ${asked.imageSize} pixels a side and the plan's model of ${seen.imageSize}: it is made from another model.`;
    return [
      {
        path: ['captioner'],
        what,
        cure: 'Name in `model:` what the checkpoint was made from; Models tells it.',
      },
    ];
  } catch (error) {
    // A checkpoint that is not there is told when it is opened.
    if (error instanceof ModelFault) return [];
    throw error;
  }
}
