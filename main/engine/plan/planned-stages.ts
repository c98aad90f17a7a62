/** Which stages each model will go through, on how many images with their text: steps/recipes.ts before anything is there. Pure. */
import type { Plan, Stage, StageName } from '../../../shared/plan.ts';
import { combinationNamed, variantNamed } from './arms.ts';
import type { Node } from './graph.ts';

/** What a dataset holds, as far as it decides the work. */
export interface DatasetCounts {
  readonly sets: readonly { readonly name: string; readonly role: string; readonly images: number }[];
  /** Pretraining images that came with text. */
  readonly described: number;
  /** By benchmark; one that the dataset lacks is absent. */
  readonly questions: ReadonlyMap<string, number>;
}

export interface PlannedStage {
  readonly name: StageName;
  /** What is read, as rates are named, the closest name first. */
  readonly texts: readonly string[];
  readonly stage: Stage;
  readonly samples: number;
  /** True where all generalists of a seed train it alike, so that only the first one does. */
  readonly shared: boolean;
}

interface Given {
  readonly plan: Plan;
  readonly counts: DatasetCounts;
}

export const imagesWithRole = ({ sets }: DatasetCounts, role: string): number =>
  sets.filter((set) => set.role === role).reduce((sum, { images }) => sum + images, 0);

export const imagesOfSet = ({ sets }: DatasetCounts, name: string): number =>
  sets.find((set) => set.name === name)?.images ?? 0;

/** Why a model has nothing to learn from in this dataset; null where it has. */
export function nothingFor(model: string, { plan, counts }: Given): string | null {
  const has = (name: string) => {
    const set = plan.specialists.find((one) => one.name === name)?.set;
    return set !== undefined && imagesOfSet(counts, set) > 0;
  };
  const specialist = plan.specialists.find(({ name }) => name === model);
  if (specialist && !has(model)) return `The dataset has no set "${specialist.set}" for this specialist.`;
  const combined = combinationNamed(plan, model)?.specialists ?? [];
  if (combined.length > 0 && !combined.some(has)) return 'The dataset has no data of a specialist.';
  if (model === 'specialist-data' && !plan.specialists.some(({ name }) => has(name)))
    return 'The dataset has no data of a specialist.';
  if (model === 'more-data' && imagesWithRole(counts, 'more') === 0)
    return 'The dataset has no further images (folder pretrain-more).';
  return null;
}

/** Only stages with samples. */
export function plannedStages(node: Pick<Node, 'model' | 'round'>, given: Given): PlannedStage[] {
  return ofNode(node, given).filter(({ samples }) => samples > 0);
}

function ofNode({ model, round }: Pick<Node, 'model' | 'round'>, given: Given): PlannedStage[] {
  const { plan, counts } = given;
  const { pretrain, recaptionPretrain = pretrain, sft, specialist: fineTuning } = plan.stages;
  const { finalPretrain = recaptionPretrain } = plan.stages;
  const { described } = counts;
  const share = Math.min(1, plan.recaptionShare);
  const mixed = Math.round(share * imagesWithRole(counts, 'pretrain') + (1 - share) * described);
  const of = (options: Partial<Generalist>) => generalist(given, options);
  const onRound = (template: Plan['template'] = plan.template) =>
    template === 'original'
      ? of({ pretrain: recaptionPretrain })
      : of({ texts: [template, 'recaption'], pretrain: recaptionPretrain, samples: mixed });
  if (round === 0 || model === null) return of({});
  if (round !== null) return onRound();
  const combination = combinationNamed(plan, model);
  if (combination) {
    const { specialists, share: seen } = combination;
    const samples = Math.round(seen * (plan.rounds > 0 ? mixed : described));
    const texts =
      specialists.length > 0 ? [`answers of ${specialists.join(', ')}`, 'answers'] : ['recaption'];
    const aligned = seen < 1 ? { shared: false, aligned: Math.round(seen * described) } : {};
    return of({ texts, pretrain: finalPretrain, samples, ...aligned });
  }
  const variant = variantNamed(plan, model);
  if (variant) return onRound(variant.template);
  const lessons = plan.specialists.map(({ set }) => imagesOfSet(counts, set));
  switch (model) {
    case 'equal-compute': {
      const longer = { ...pretrain, epochs: pretrain.epochs + recaptionPretrain.epochs };
      return of({ pretrain: longer, sft: { ...sft, epochs: 2 * sft.epochs } });
    }
    case 'more-data': {
      const all = described + imagesWithRole(counts, 'more');
      return of({ aligned: all, samples: all, shared: false });
    }
    case 'matched-length':
      return onRound('recaption');
    case 'specialist-data':
      return of({
        ...{
          texts: ['recaption'],
          pretrain: recaptionPretrain,
          samples: plan.rounds > 0 ? mixed : described,
        },
        lessons: lessons.reduce((sum, images) => sum + images, 0),
      });
  }
  const specialist = plan.specialists.find(({ name }) => name === model);
  if (!specialist) return onRound();
  const narrated = Math.round(fineTuning.mix * imagesWithRole(counts, 'sft'));
  const samples = imagesOfSet(counts, specialist.set) + narrated;
  const stage = {
    name: 'specialist',
    texts: [specialist.name],
    stage: fineTuning,
    samples,
    shared: false,
  } as const;
  // Short captions, then long ones.
  return specialist.builder === 'grounding' ? [stage, stage] : [stage];
}

interface Generalist {
  readonly texts: readonly string[];
  readonly pretrain: Stage;
  readonly samples: number;
  readonly aligned: number;
  readonly shared: boolean;
  readonly sft: Stage;
  /** Images with specialists' lessons in SFT. */
  readonly lessons: number;
}

/** On the original texts, where nothing else is said. */
function generalist({ plan, counts }: Given, options: Partial<Generalist>): PlannedStage[] {
  const { stages } = plan;
  const { described } = counts;
  const { texts = ['original'], pretrain = stages.pretrain, samples = described } = options;
  const { aligned = described, shared = true, sft = stages.sft, lessons = 0 } = options;
  const told = imagesWithRole(counts, 'sft') + lessons;
  return [
    { name: 'align', texts: ['original'], stage: stages.align, samples: aligned, shared },
    { name: 'pretrain', texts, stage: pretrain, samples, shared: false },
    {
      name: 'sft',
      texts: [lessons > 0 ? 'with lessons' : 'alone'],
      stage: sft,
      samples: told,
      shared: false,
    },
  ];
}

/** Optimiser steps, as the trainer counts them. */
export const optimiserSteps = ({ stage, samples }: Pick<PlannedStage, 'stage' | 'samples'>): number =>
  Math.max(1, Math.round(Math.ceil(samples / stage.batchSize) * stage.epochs));

/** The closest first: the same text in batches of the same size, the same text, the same stage. */
export const ratesOfStage = ({ name, texts, stage }: PlannedStage): string[] => [
  ...texts.flatMap((text) => [
    `train/${name}/${text}/batches of ${stage.batchSize}`,
    `train/${name}/${text}`,
  ]),
  `train/${name}`,
];
