/** How models and benchmarks are called in print. */
import type { Step } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { type Arms, type Combination, combinationNamed, modelsOf, variantNamed } from '../plan/arms.ts';
import { isAnother, nameOfAnother } from '../plan/captioner.ts';
import { benchmarks } from '../scorers/index.ts';

export function roundOf(model: string): number | null {
  const found = /^v(\d+)$/.exec(model);
  return found ? Number(found[1]) : null;
}

/** `V1`, `Spatial specialist`, `Final generalist`, `Final without spatial`, `Variant: brief`, `Control: equal compute`. */
export function modelName(model: string, plan: Arms): string {
  if (model === 'original') return 'Original text';
  if (roundOf(model) !== null) return model.toUpperCase();
  if (plan.specialists.some(({ name }) => name === model)) return `${specialistTitle(model)} specialist`;
  const combination = combinationNamed(plan, model);
  if (combination) return combinationTitle(combination);
  return `${variantNamed(plan, model) ? 'Variant' : 'Control'}: ${model.replaceAll('-', ' ')}`;
}

/** A step as it is called in print: `Train V1`, `Train Control: equal compute`. */
export const stepTitle = ({ title, model }: Pick<Step, 'title' | 'model'>, plan: Arms): string =>
  model !== null && title.endsWith(` ${model}`)
    ? title.slice(0, -model.length) + modelName(model, plan)
    : title;

function combinationTitle({ kind, about, share }: Combination): string {
  const named = about === null ? '' : (initialisms.get(about) ?? about);
  const titles: Record<Combination['kind'], string> = {
    all: 'Final generalist',
    alone: `Final with ${named} alone`,
    'leave-one-out': `Final without ${named}`,
    none: 'Final without specialists',
  };
  return share === 1 ? titles[kind] : `${titles[kind]}, ${Number((share * 100).toFixed(2))} % of images`;
}

export const specialistTitle = (name: string): string => initialisms.get(name) ?? capitalised(name);

/** Who wrote the captions that stand under a model's name: with a server as captioner, another model wrote the rounds'. */
export function writerName(source: string, plan: Arms & Pick<Plan, 'captioner' | 'otherCaptioner'>): string {
  const { captioner, otherCaptioner } = plan;
  if (source === 'other-captioner' && otherCaptioner) return nameOfAnother(otherCaptioner);
  const round = roundOf(source);
  return isAnother(captioner) && round !== null
    ? `${nameOfAnother(captioner)}, round ${round + 1}`
    : modelName(source, plan);
}

/** A model within a sentence: `V1`, `the spatial specialist`, `the final generalist`. */
export function modelInWords(model: string, plan: Arms): string {
  const name = modelName(model, plan);
  if (roundOf(model) !== null) return name;
  if (name.startsWith('Control: ')) return `the ${model} control`;
  if (name.startsWith('Variant: ')) return `the variant ${model}`;
  return /^[A-Z]{2}/.test(name) ? `the ${name}` : `the ${name[0]?.toLowerCase()}${name.slice(1)}`;
}

/** Rounds, specialists, final generalists, variants and controls, each as the plan has them. */
export function modelOrder(models: Iterable<string>, plan: Arms): string[] {
  const order = ['original', ...modelsOf(plan)];
  const rank = (model: string): number => {
    const at = order.indexOf(model);
    return at < 0 ? order.length : at;
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
