/** How models, benchmarks and states are called and coloured in the window. */
import type { ExperimentState, Step, StepState } from '../../shared/models.ts';
import type { Plan } from '../../shared/plan.ts';
import { capitalised } from './format.ts';

type Specialists = Pick<Plan, 'specialists'> & Partial<Pick<Plan, 'variants'>>;

export function roundOf(model: string): number | null {
  const found = /^v(\d+)$/.exec(model);
  return found ? Number(found[1]) : null;
}

/** `V1`, `Spatial`, `OCR`, `Final`, `Final (10 %)`, `Equal compute`. */
export function modelName(model: string): string {
  return capitalised(modelWords(model));
}

/** The same within a sentence: `V1`, `spatial`, `OCR`, `without spatial (10 %)`. */
function modelWords(model: string): string {
  if (roundOf(model) !== null) return model.toUpperCase();
  const words = model.replace(/-(\d+)p?(\d*)pct$/, shareInWords).replaceAll('-', ' ');
  return words.replace(/\bocr\b/, 'OCR');
}

const shareInWords = (_: string, whole: string, part: string): string =>
  ` (${part ? `${whole}.${part}` : whole} %)`;

/** `10 %` of the images for `final-10pct`; empty for a model that saw all of them. */
export const shareOf = (model: string): string =>
  /-(\d+)p?(\d*)pct$/.test(model) ? (modelName(model).match(/\((.+)\)$/)?.[1] ?? '') : '';

/** A step's title with its model in words, as everywhere in the window: `Train V1`, `Train without spatial`, `Recaption by V0 for brief prompt`. */
export function stepTitle({ title, model }: Pick<Step, 'title' | 'model'>): string {
  const written =
    model !== null && title.endsWith(` ${model}`) ? title.slice(0, -model.length) + modelWords(model) : title;
  return written.replace(/\bv(?=\d+(?: |$))/, 'V');
}

/** `arm`: a final generalist with fewer specialists or images. `variant`: round 1 with other prompts or another template. */
export type ModelRole = 'original' | 'round' | 'specialist' | 'final' | 'arm' | 'variant' | 'control';

export function roleOf(model: string, plan: Specialists): ModelRole {
  if (model === 'original' || model === 'final') return model;
  if (roundOf(model) !== null) return 'round';
  if (plan.specialists.some(({ name }) => name === model)) return 'specialist';
  if (plan.variants?.some(({ name }) => name === model)) return 'variant';
  return /^(only|without|final)-/.test(model) ? 'arm' : 'control';
}

export function modelColour(model: string, plan: Specialists): string {
  const role = roleOf(model, plan);
  if (role === 'round') return `var(--round-${Math.min(4, roundOf(model) as number)})`;
  if (role === 'specialist') return specialistColour(plan, model);
  if (role === 'arm') return armColour(model, plan);
  return `var(--${role === 'variant' ? 'control' : role})`;
}

const specialistColour = ({ specialists }: Specialists, specialist: string): string =>
  `var(--specialist-${specialists.findIndex(({ name }) => name === specialist) % 4})`;

/** An arm about one specialist has its colour, the final generalist on fewer images that of the final one. */
function armColour(model: string, plan: Specialists): string {
  const kind = model.replace(/-\d+p?\d*pct$/, '');
  if (kind === 'final') return 'var(--final)';
  const about = kind.replace(/^(?:only|without)-/, '');
  return plan.specialists.some(({ name }) => name === about)
    ? specialistColour(plan, about)
    : 'var(--control)';
}

const roleRank: Record<ModelRole, number> = {
  original: 0,
  round: 1,
  specialist: 2,
  final: 3,
  arm: 4,
  variant: 5,
  control: 6,
};

const armKinds = ['final', 'only', 'without'];

/** On all images first; alone, then left out, each in the order of the specialists, and without any last. */
function armRank(model: string, { specialists }: Specialists): number {
  const kind = model.replace(/-\d+p?\d*pct$/, '');
  const about = specialists.findIndex(({ name }) => name === kind.replace(/^(?:only|without)-/, ''));
  const missing = 100 - (Number.parseFloat(shareOf(model)) || 100);
  const order = armKinds.findIndex((one) => kind.startsWith(one));
  return missing * 1e6 + order * 1e3 + (about < 0 ? 999 : about);
}

/** Original text, rounds, specialists in the plan's order, the final generalist, its arms, variants in the plan's order, controls. Each once. */
export function modelOrder(models: Iterable<string>, plan: Specialists): string[] {
  const placeIn = (list: readonly { name: string }[] | undefined, model: string): number =>
    list?.findIndex(({ name }) => name === model) ?? -1;
  const within = (model: string): number => {
    const role = roleOf(model, plan);
    if (role === 'arm') return armRank(model, plan);
    if (role === 'specialist') return placeIn(plan.specialists, model);
    return role === 'variant' ? placeIn(plan.variants, model) : (roundOf(model) ?? 0);
  };
  return [...new Set(models)].sort(
    (a, b) =>
      roleRank[roleOf(a, plan)] - roleRank[roleOf(b, plan)] || within(a) - within(b) || a.localeCompare(b),
  );
}

const benchmarks: Record<string, { title: string; about: string }> = {
  pope: { title: 'POPE', about: 'object existence' },
  vqa: { title: 'VQAv2', about: 'question answering' },
  caption: { title: 'Captions', about: 'objects named' },
  vsr: { title: 'VSR', about: 'spatial relations' },
  refcoco: { title: 'RefCOCO', about: 'grounding' },
  ocrbench: { title: 'OCRBench', about: 'reading' },
  gqa: { title: 'GQA', about: 'compositional questions' },
  textvqa: { title: 'TextVQA', about: 'reading in scenes' },
  docvqa: { title: 'DocVQA', about: 'documents' },
  chartqa: { title: 'ChartQA', about: 'charts' },
  mmmu: { title: 'MMMU', about: 'college subjects' },
  mme: { title: 'MME', about: 'yes or no, by ability' },
  coco: { title: 'COCO captions', about: 'likeness to people’s captions' },
  chair: { title: 'CHAIR', about: 'objects imagined' },
  vlmevalkit: { title: 'VLMEvalKit', about: 'multiple choice' },
  'refcoco-vila': { title: 'RefCOCO/+/g', about: 'grounding, VILA’s rule' },
};

export const benchmarkTitle = (name: string): string => benchmarks[name]?.title ?? name;
export const benchmarkAbout = (name: string): string => benchmarks[name]?.about ?? '';

export function benchmarkOrder(names: Iterable<string>): string[] {
  const known = Object.keys(benchmarks);
  const rank = (name: string): number => (known.includes(name) ? known.indexOf(name) : known.length);
  return [...new Set(names)].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

export type Tone = 'plain' | 'accent' | 'good' | 'bad' | 'warn';

export const experimentStates: Record<ExperimentState, { label: string; tone: Tone }> = {
  new: { label: 'Not started', tone: 'plain' },
  running: { label: 'Running', tone: 'accent' },
  done: { label: 'Done', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  cancelled: { label: 'Paused', tone: 'plain' },
  interrupted: { label: 'Interrupted', tone: 'warn' },
  damaged: { label: 'Damaged', tone: 'bad' },
  newer: { label: 'Newer version', tone: 'warn' },
  locked: { label: 'Locked', tone: 'warn' },
};

/** Whether it can be looked into at all. */
export const isReadable = (state: ExperimentState): boolean =>
  state !== 'damaged' && state !== 'newer' && state !== 'locked';

export const stepStates: Record<StepState, string> = {
  pending: 'Not begun',
  running: 'Running',
  done: 'Done',
  skipped: 'Skipped',
  failed: 'Failed',
  cancelled: 'Paused',
};
