/** Where the samples behind a figure are seen: a model's answers in Benchmarks, a writer's captions in Captions. Pure. */
import type { Plan } from '../../../shared/plan.ts';
import { hrefOf } from '../../route.ts';
import type { SeedChoice } from './evidence.ts';

const ofSeed = (seed: SeedChoice): { seed?: string } => (seed === null ? {} : { seed: String(seed) });

export const answersHref = (path: string, benchmark: string, model: string, seed: SeedChoice): string =>
  hrefOf('benchmarks', path, { benchmark, model, ...ofSeed(seed) });

/** `source`: `original` or who wrote them; `metric`: the figure in whose order they come, the highest first. */
export const captionsHref = (path: string, source: string, seed: number, metric?: string): string =>
  hrefOf('captions', path, { by: source, seed: String(seed), ...(metric && { order: `${metric}:down` }) });

/** Figures of all seeds lead to the first one's samples: captions are told of one training. */
export const seedOfSamples = (seed: SeedChoice, { seeds }: Pick<Plan, 'seeds'>): number =>
  seed ?? (seeds[0] as number);
