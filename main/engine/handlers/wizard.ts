import type { wizardRequests } from '../../../shared/wizard-requests.ts';
import { findSets } from '../formats/dataset.ts';
import { countImages } from '../library/count-images.ts';
import { estimate } from '../library/estimate.ts';
import { chosenPlan } from '../plan/choose.ts';
import type { HandlersOf } from './handlers-of.ts';

export const wizardHandlers: HandlersOf<typeof wizardRequests> = {
  'plan.estimate': ({ document }) => estimate(chosenPlan({ document })),
  'data.look': async ({ path }) => {
    const { sets, absent } = await findSets(path);
    const counted = [];
    for (const set of sets) counted.push({ name: set.name, role: set.role, ...(await countImages(set)) });
    return { sets: counted, absent };
  },
};
