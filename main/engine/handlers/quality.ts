import type { qualityRequests } from '../../../shared/quality-requests.ts';
import { allCaptionQuality, leakageOf } from '../store/index.ts';
import type { HandlersOf } from './handlers-of.ts';
import { reading } from './reading.ts';

export const qualityHandlers: HandlersOf<typeof qualityRequests> = {
  'experiment.quality': ({ path }) =>
    reading(path, (db) => ({ captions: allCaptionQuality(db), leakage: leakageOf(db) })),
};
