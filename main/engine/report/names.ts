/** How models and benchmarks are called in print. */
import type { Plan } from '../../../shared/models.ts';
import { benchmarks } from '../scorers/index.ts';

export function roundOf(model: string): number | null {
  const found = /^v(\d+)$/.exec(model);
  return found ? Number(found[1]) : null;
}

/** `V1`, `Spatial specialist`, `Final generalist`, `Control: equal compute`. */
export function modelName(model: string, plan: Pick<Plan, 'specialists'>): string {
  if (model === 'original') return 'Original text';
  if (model === 'final') return 'Final generalist';
  if (roundOf(model) !== null) return model.toUpperCase();
  if (plan.specialists.some(({ name }) => name === model))
    return `${initialisms.get(model) ?? capitalised(model)} specialist`;
  return `Control: ${model.replaceAll('-', ' ')}`;
}

/** Who wrote the captions that stand under a model's name: with a server as captioner, another model wrote the rounds'. */
export function writerName(source: string, plan: Pick<Plan, 'specialists' | 'captioner'>): string {
  const { captioner } = plan;
  const round = roundOf(source);
  return captioner.kind === 'endpoint' && round !== null
    ? `${captioner.model}, round ${round + 1}`
    : modelName(source, plan);
}

/** A model within a sentence: `V1`, `the spatial specialist`, `the final generalist`. */
export function modelInWords(model: string, plan: Pick<Plan, 'specialists'>): string {
  const name = modelName(model, plan);
  if (roundOf(model) !== null) return name;
  if (name.startsWith('Control: ')) return `the ${model} control`;
  return /^[A-Z]{2}/.test(name) ? `the ${name}` : `the ${name[0]?.toLowerCase()}${name.slice(1)}`;
}

/** Rounds, then specialists as the plan has them, then the final generalist, then controls. */
export function modelOrder(models: Iterable<string>, plan: Pick<Plan, 'specialists'>): string[] {
  const specialists = plan.specialists.map(({ name }) => name);
  const rank = (model: string): number => {
    if (model === 'original') return -1;
    const round = roundOf(model);
    if (round !== null) return round;
    if (specialists.includes(model)) return 1000 + specialists.indexOf(model);
    return model === 'final' ? 2000 : 3000;
  };
  return [...new Set(models)].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

export function benchmarkTitle(name: string): string {
  return benchmarks.find((one) => one.name === name)?.title ?? name;
}

/** In the order of the scorers' list; names it does not know come last. */
export function benchmarkOrder(names: Iterable<string>): string[] {
  const known = benchmarks.map((one) => one.name);
  const rank = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  return [...new Set(names)].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** Specialists' names that are read letter by letter. */
const initialisms = new Map(['ocr', 'vqa', 'ui'].map((name) => [name, name.toUpperCase()]));

export function capitalised(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
