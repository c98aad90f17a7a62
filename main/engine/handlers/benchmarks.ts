import type { benchmarksRequests } from '../../../shared/benchmarks-requests.ts';
import { findExperiment } from '../run/experiment.ts';
import { rescore } from '../run/rescore.ts';
import { unpackBenchmark } from '../scorers/unpack.ts';
import type { HandlersOf } from './handlers-of.ts';

export const benchmarksHandlers: HandlersOf<typeof benchmarksRequests> = {
  'benchmarks.unpack': ({ from, dataset, benchmark, split }) =>
    unpackBenchmark(from, dataset, benchmark, split),
  'benchmarks.rescore': ({ path }) => rescore(findExperiment(path)),
};
