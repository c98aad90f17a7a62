import { toldFigures } from '../../../shared/caption-quality.ts';
import type { qualityRequests } from '../../../shared/quality-requests.ts';
import { describe, findExperiment } from '../run/experiment.ts';
import { allCaptionQuality, leakageOf } from '../store/index.ts';
import type { HandlersOf } from './handlers-of.ts';
import { reading } from './reading.ts';

export const qualityHandlers: HandlersOf<typeof qualityRequests> = {
  'experiment.quality': ({ path }) => {
    const { plan } = describe(findExperiment(path));
    return reading(path, (db) => ({
      captions: allCaptionQuality(db).map((one) => toldFigures(plan, one)),
      leakage: leakageOf(db),
    }));
  },
};
