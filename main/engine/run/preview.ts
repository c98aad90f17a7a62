/** What a plan would do and take: gathered from past experiments and the dataset, computed by plan/estimate.ts. Nothing is made. */
import type { Plan } from '../../../shared/plan.ts';
import type { RequestResult } from '../../../shared/requests.ts';
import { EngineFailure } from '../failure.ts';
import { experimentsFolder, placesOf } from '../places.ts';
import { estimate } from '../plan/estimate.ts';
import { expand } from '../plan/expand.ts';
import { graphOf } from '../plan/graph.ts';
import { objectTruthFiles } from '../steps/object-truth-files.ts';
import { knownDataset } from './dataset-counts.ts';
import { ownModelOf } from './own-model.ts';
import { measuredRates, shippedRates } from './rates.ts';
import { keysWith, takeable } from './reuse.ts';

/** `fresh`: nothing will be taken over. */
export async function preview(plan: Plan, fresh: boolean): Promise<RequestResult<'plan.preview'>> {
  const steps = expand(plan);
  const dataset = await orWhy(knownDataset(plan));
  const identity = 'why' in dataset ? null : dataset.identity;
  const reused =
    fresh || identity === null ? new Map<string, string>() : takeable(steps, keysWith(plan, identity));
  const found = estimate({
    plan,
    nodes: graphOf(plan),
    counts: 'why' in dataset ? null : dataset.counts,
    own: ownModelOf(plan.model, 'why' in dataset ? null : dataset.counts),
    why: 'why' in dataset ? dataset.why : '',
    reused,
    here: measuredRates(),
    shipped: shippedRates(),
    notes: [
      ...('why' in dataset ? [dataset.why] : dataset.note === null ? [] : [dataset.note]),
      ...(await aboutObjects(plan)),
    ],
  });
  return {
    plan,
    steps: steps.map((step) => ({ ...step, estimate: found.steps.get(step.id) ?? never(step.id) })),
    estimate: found.estimate,
  };
}

/** By what captions' objects will be judged, where annotations or detections of the user's tell it. */
async function aboutObjects(plan: Plan): Promise<string[]> {
  if (plan.dataset.kind === 'world') return [];
  const files = await orWhy(objectTruthFiles(plan, placesOf(experimentsFolder())));
  if ('why' in files) return [files.why];
  return files.map(({ set, instances, detections, minimumScore }) => {
    const score = detections === null ? '' : ` and by ${detections} from a score of ${minimumScore} on`;
    return `What is in the images of ${set} is told by ${instances}${score}.`;
  });
}

/** A folder that cannot be used is told as such; the plan's steps are shown all the same. */
async function orWhy<T>(known: Promise<T>): Promise<T | { why: string }> {
  try {
    return await known;
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    return { why: [error.message, error.advice].filter(Boolean).join(' ') };
  }
}

function never(id: string): never {
  throw new Error(`The plan's graph has no step ${id}.`);
}
