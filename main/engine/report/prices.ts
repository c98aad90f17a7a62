/** The plan's prices as a report speaks of them. */
import { Prices } from '../../../shared/plan.ts';

const ofPaper = Prices.parse({});

/** Where the price of an hour comes from; only the paper's own may be called so. */
export function sourceOf({ deviceHour, source }: Prices): string {
  return source ?? (deviceHour === ofPaper.deviceHour ? 'the paper’s price of an H100' : 'the plan’s price');
}
