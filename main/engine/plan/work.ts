/**
 * How much there is to do in each step of a plan, in parts that a measured rate can price: items, and the names of the rates that fit, the
 * closest first. The same parts are looked up in what past experiments took (run/rates.ts) and in what a planned one will take
 * (estimate.ts). Pure.
 */
import type { Captioner, Plan, Stage, StageName } from '../../../shared/models.ts';
import { mostAnswers } from '../steps/samples/prompts.ts';
import { captionerOf } from './captioner.ts';
import type { Node } from './graph.ts';

/** What a dataset holds, as far as it decides the work. */
export interface DatasetCounts {
  readonly sets: readonly { readonly name: string; readonly role: string; readonly images: number }[];
  /** Pretraining images that came with text. */
  readonly described: number;
  /** By benchmark; one that the dataset lacks is absent. */
  readonly questions: ReadonlyMap<string, number>;
}

export interface Part {
  /** Names of rates, the closest first. */
  readonly rates: readonly string[];
  readonly items: number;
}

/** Where the bytes of a part lie. */
export type Artifact =
  | 'world'
  | 'pixels'
  | 'features'
  | 'checkpoint'
  | 'shared'
  | 'snapshot'
  | 'exported'
  | 'report'
  | 'rows';

export interface Work {
  /** In the step's unit; null where that is known only once it is done. */
  readonly items: number | null;
  readonly seconds: readonly Part[];
  readonly bytes: readonly (Part & { readonly artifact: Artifact })[];
  /** What a server takes. */
  readonly usd: readonly Part[];
  /** Why there is nothing to do. */
  readonly idle: string | null;
}

export interface WorkOptions {
  readonly plan: Plan;
  readonly counts: DatasetCounts;
  /** Ids of steps that are not run, as their result is taken over. */
  readonly reused: ReadonlySet<string>;
  /** Of the questions about named things that a specialist could be asked, the share that finds its things. */
  readonly filled: (specialist: string) => number;
}

/** By step id, in the order of the graph. */
export function workOf(nodes: readonly Node[], options: WorkOptions): Map<string, Work> {
  // The first training of a seed that is really run trains the align stage for all.
  const aligned = new Set<number | null>();
  return new Map(nodes.map((node) => [node.id, ofNode(node, options, aligned)]));
}

const idle = (why: string): Work => ({ items: 0, seconds: [], bytes: [], usd: [], idle: why });

function ofNode(node: Node, options: WorkOptions, aligned: Set<number | null>): Work {
  const { plan, counts, reused } = options;
  const asked = plan.benchmarks.filter((name) => counts.questions.has(name));
  const images = counts.sets.reduce((sum, set) => sum + set.images, 0);
  const missing = lackingSet(node, options);
  if (missing !== null) return idle(`The dataset has no set "${missing}" for this specialist.`);
  switch (node.kind) {
    case 'world':
      return simple(['world'], images, [{ artifact: 'world', rates: ['world'], items: images }]);
    case 'import':
      return simple([`import/${plan.dataset.kind}`, 'import'], images, [
        { artifact: 'pixels', rates: ['pixels'], items: images },
        rows(images),
      ]);
    case 'features':
      return simple([`features/${plan.model}`], images, [
        { artifact: 'features', rates: [`features/${plan.model}`], items: images },
      ]);
    case 'train': {
      const first = !aligned.has(node.seed);
      if (!reused.has(node.id)) aligned.add(node.seed);
      return training(node, options, first);
    }
    case 'export':
      return exporting(plan.captioner, plan.model);
    case 'recaption':
      return recaptioning(node, options);
    case 'evaluate': {
      if (asked.length === 0) return idle('The dataset has no benchmark.');
      const questions = asked.reduce((sum, name) => sum + (counts.questions.get(name) ?? 0), 0);
      return simple([`evaluate/${[...asked].sort().join('+')}`, 'evaluate'], questions, [
        rows(questions),
        prompts(questions),
      ]);
    }
    case 'decide':
      if (asked.length === 0) return idle('There is no benchmark to judge this round on.');
      return simple(['decide'], asked.length, []);
    case 'report': {
      const items = plan.seeds.length;
      return {
        ...simple(['report'], items, [{ artifact: 'report', rates: ['report'], items }]),
        items: null,
      };
    }
  }
}

function simple(rates: readonly string[], items: number, bytes: Work['bytes']): Work {
  return { items, seconds: [{ rates, items }], bytes, usd: [], idle: null };
}

const rows = (items: number) => ({ artifact: 'rows', rates: ['rows'], items }) as const;
const prompts = (items: number) => ({ artifact: 'snapshot', rates: ['snapshot/prompts'], items }) as const;

/** The set that a specialist's step would need and the dataset lacks. */
function lackingSet({ model, round, kind }: Node, { plan, counts }: WorkOptions): string | null {
  if (round !== null || !['train', 'export', 'recaption', 'evaluate'].includes(kind)) return null;
  const set = plan.specialists.find(({ name }) => name === model)?.set;
  return set === undefined || counts.sets.some(({ name, images }) => name === set && images > 0) ? null : set;
}

export interface PlannedStage {
  readonly name: StageName;
  /** What is read: original text, recaptions, specialists' answers too, or one specialist's lessons. */
  readonly text: string;
  readonly stage: Stage;
  readonly samples: number;
}

/** As steps/train.ts has it: which stages a model goes through, on how many images with their text. */
export function stagesOf(
  { model, round }: Pick<Node, 'model' | 'round'>,
  { plan, counts }: Pick<WorkOptions, 'plan' | 'counts'>,
): PlannedStage[] {
  const { align, pretrain, recaptionPretrain = pretrain, sft } = plan.stages;
  const { finalPretrain = recaptionPretrain } = plan.stages;
  const images = (role: string) => sum(counts.sets.filter((set) => set.role === role));
  const { described } = counts;
  const specialist = plan.specialists.find(({ name }) => round === null && name === model);
  if (specialist) {
    const lessons = sum(counts.sets.filter(({ name }) => name === specialist.set));
    const samples = lessons + images('sft');
    return [{ name: 'specialist', text: specialist.name, stage: plan.stages.specialist, samples }];
  }
  const share = Math.min(1, plan.recaptionShare);
  const mixed = Math.round(share * images('pretrain') + (1 - share) * described);
  const generalist = (text: string, stage: Stage, samples: number, sftStage = sft): PlannedStage[] =>
    [
      { name: 'align' as const, text: 'original', stage: align, samples: described },
      { name: 'pretrain' as const, text, stage, samples },
      { name: 'sft' as const, text: 'sft', stage: sftStage, samples: images('sft') },
    ].filter((one) => one.samples > 0);
  if (round === 0) return generalist('original', pretrain, described);
  if (model === 'final') return generalist('final', finalPretrain, mixed);
  if (model === 'equal-compute') {
    const longer = { ...pretrain, epochs: pretrain.epochs + recaptionPretrain.epochs };
    return generalist('original', longer, described, { ...sft, epochs: 2 * sft.epochs });
  }
  return generalist('recaption', recaptionPretrain, mixed);
}

const sum = (sets: readonly { images: number }[]): number =>
  sets.reduce((all, { images }) => all + images, 0);

/** Optimiser steps, as the trainer counts them. */
export const optimiserSteps = ({ stage, samples }: PlannedStage): number =>
  Math.max(1, Math.round(Math.ceil(samples / stage.batchSize) * stage.epochs));

/** What a training takes beside its optimiser steps: opening, held-out loss, saving. */
export const besideSteps = 'train/beside';

export const ratesOfStage = ({ name, text, stage }: PlannedStage): string[] => [
  `train/${name}/${text}/batches of ${stage.batchSize}`,
  `train/${name}/${text}`,
  `train/${name}`,
];

function training(node: Node, options: WorkOptions, first: boolean): Work {
  const stages = stagesOf(node, options);
  if (stages.length === 0) return idle('There is no text to train on.');
  const trained = stages.filter(({ name }) => first || name !== 'align');
  const { model } = options.plan;
  const samples = stages.reduce((all, stage) => all + stage.samples, 0);
  return {
    items: stages.reduce((all, stage) => all + optimiserSteps(stage), 0),
    seconds: [
      ...trained.map((stage) => ({
        rates: ratesOfStage(stage),
        items: optimiserSteps(stage) * Math.min(stage.stage.batchSize, stage.samples),
      })),
      { rates: [besideSteps], items: 1 },
    ],
    bytes: [
      { artifact: 'checkpoint', rates: [`checkpoint/${model}`], items: 1 },
      ...(trained.some(({ name }) => name === 'align')
        ? [{ artifact: 'shared' as const, rates: [`shared/${model}`], items: 1 }]
        : []),
      { artifact: 'snapshot', rates: [`snapshot/${textOf(stages)}`, 'snapshot'], items: samples },
    ],
    usd: [],
    idle: null,
  };
}

const textOf = (stages: readonly PlannedStage[]): string =>
  (stages.find(({ name }) => name === 'pretrain') ?? stages[0])?.text ?? '';

function exporting(captioner: Captioner, model: string): Work {
  const precision = captioner.kind === 'onnx' ? captioner.precision : 'fp32';
  return simple([`export/${precision}`], 1, [
    { artifact: 'exported', rates: [`exported/${model}/${precision}`], items: 1 },
  ]);
}

/** Who writes, as rates are named: a server by its address and model. */
export function writerOf(captioner: Captioner): string {
  if (captioner.kind === 'endpoint') return `${captioner.url}#${captioner.model}`;
  return captioner.kind === 'onnx' ? `onnx-${captioner.precision}` : 'torch';
}

function recaptioning({ model, round }: Node, { plan, counts, filled }: WorkOptions): Work {
  const captioner = captionerOf(plan, round);
  const writer = writerOf(captioner);
  const images = sum(counts.sets.filter(({ role }) => role === 'pretrain'));
  const specialist = plan.specialists.find(({ name }) => round === null && name === model);
  const { open, slotted } = mostAnswers(specialist?.prompts ?? []);
  const perImage = specialist
    ? open + slotted * (slotted > 0 ? filled(specialist.name) : 0)
    : plan.recaptionShare;
  const captions = Math.round(images * Math.min(perImage, specialist ? Number.POSITIVE_INFINITY : 1));
  const who = specialist ? specialist.name : 'round';
  return {
    items: captions,
    seconds: [
      {
        rates: [
          `recaption/${writer}/${who}`,
          ...(captioner.kind === 'endpoint' ? [] : [`recaption/${writer}`]),
        ],
        items: captions,
      },
    ],
    bytes: [rows(captions), ...(captioner.kind === 'endpoint' ? [] : [prompts(captions)])],
    usd:
      captioner.kind === 'endpoint' && captioner.price ? [{ rates: [`usd/${writer}`], items: captions }] : [],
    idle: null,
  };
}
