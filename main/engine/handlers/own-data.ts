import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ownDataRequests } from '../../../shared/own-data-requests.ts';
import type { HandlersOf } from './handlers-of.ts';

export const ownDataHandlers: HandlersOf<typeof ownDataRequests> = {
  // As a run on the folder takes it: main/engine/plan/choose.ts and steps/object-truth-files.ts.
  'data.brings': async ({ folder }) => ({
    benchmarks: existsSync(join(folder, 'bench')),
    objectTruth: ['pretrain.json', 'pretrain.detections.json'].some((name) =>
      existsSync(join(folder, 'truth', name)),
    ),
  }),
};
