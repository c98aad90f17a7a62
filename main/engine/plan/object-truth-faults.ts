/** What a plan says of its images' annotations that cannot be meant. Pure. */
import { isAbsolute } from 'node:path';
import type { Plan } from '../../../shared/plan.ts';
import type { Fault } from './faults.ts';

export function faultsOfObjectTruth({ objectTruth, dataset }: Plan): Fault[] {
  if (!objectTruth) return [];
  if (dataset.kind === 'world') {
    const cure = 'Take it out, or name your own images with `dataset`.';
    return [{ path: ['objectTruth'], what: 'The embedded world knows what is in its images.', cure }];
  }
  const faults = (['instances', 'detections'] as const).flatMap((member): Fault[] => {
    const file = objectTruth[member];
    if (file === undefined || isAbsolute(file)) return [];
    const what = `"${file}" is not absolute.`;
    return [{ path: ['objectTruth', member], what, cure: 'Write the whole path.' }];
  });
  if (objectTruth.instances === undefined && dataset.kind === 'sources') {
    faults.push({
      path: ['objectTruth'],
      what: 'It names no instances: nobody knows which image and which category an id is.',
      cure: 'Add `instances:` with the COCO file that has `images` and `categories`.',
    });
  }
  return faults;
}
