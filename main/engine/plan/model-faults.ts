/** What is wrong with the model that a plan names; looks at its folder. */
import type { Plan } from '../../../shared/models.ts';
import { checkModel } from '../models/check.ts';
import { ModelFault } from '../models/fault.ts';
import { pico } from '../models/pico.ts';
import { parametersOf } from '../models/tensors.ts';
import type { Fault } from './faults.ts';

/** ONNX graphs hold their weights themselves, in a file of this size at most. */
const mostGraphBytes = 2e9;

export function faultsOfModel({ model, captioner }: Pick<Plan, 'model' | 'captioner'>): Fault[] {
  if (model === pico) return [];
  try {
    const bytes = 4 * parametersOf(checkModel(model), 'lm');
    if (captioner.kind !== 'onnx' || bytes < mostGraphBytes) return [];
    const what = `The language model takes ${(bytes / 1e9).toFixed(1)} GB in single precision; an ONNX graph holds at most 2 GB.`;
    return [{ path: ['captioner'], what, cure: 'Write `captioner: { kind: torch }`, or take it out.' }];
  } catch (error) {
    if (!(error instanceof ModelFault)) throw error;
    return [{ path: ['model'], what: error.message, cure: error.cure }];
  }
}
