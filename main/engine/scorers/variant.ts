/** Another evaluator's rule for a benchmark: the same files and questions under a name of its own, so that scores are never mixed. */
import type { Benchmark } from './benchmark.ts';

type Rule = Pick<Benchmark, 'name' | 'scorer' | 'score' | 'details'> &
  Partial<Pick<Benchmark, 'metric' | 'read'>>;

/** `by`: whose rule it is, for the title. */
export function variantOf(base: Benchmark, by: string, rule: Rule): Benchmark {
  const folder = base.folder ?? base.name;
  // What the base scores together goes by the base's rule.
  const { scoreTogether: _, ...same } = base;
  const [name, about] = base.title.split(' (');
  return {
    ...same,
    title: `${name} by ${by} (${about}`,
    folder,
    ...rule,
    read: (benchFolder, inside = folder, leftOut) => (rule.read ?? base.read)(benchFolder, inside, leftOut),
  };
}
