/** Where the samples behind a figure are seen: a model's answers in Benchmarks, a writer's captions in Captions. Pure. */
import { hrefOf } from '../../route.ts';
import type { SeedChoice } from './evidence.ts';

const ofSeed = (seed: SeedChoice): { seed?: string } => (seed === null ? {} : { seed: String(seed) });

export const answersHref = (path: string, benchmark: string, model: string, seed: SeedChoice): string =>
  hrefOf('benchmarks', path, { benchmark, model, ...ofSeed(seed) });

/** `source`: `original` or who wrote them; `metric`: the figure by which they are wanted. */
export const captionsHref = (path: string, source: string, seed: SeedChoice, metric?: string): string =>
  hrefOf('captions', path, { source, ...ofSeed(seed), ...(metric && { metric }) });
