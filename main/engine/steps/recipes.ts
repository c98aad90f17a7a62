/** Which data, which stages, from where: the whole difference between the models of an experiment. */
import type { Coverage } from '../../../shared/models.ts';
import type { SpecialistStage, Stage, StageName } from '../../../shared/plan.ts';
import type { SampleLine } from '../../../shared/trainer-protocol.ts';
import { combinationNamed, variantNamed } from '../plan/arms.ts';
import { generalist } from '../plan/graph.ts';
import { captionsOfModel, conversationsOf, type Db, type Skip, setsOf } from '../store/index.ts';
import { lastGeneralist, lastRound } from './last-round.ts';
import {
  combinedMixture,
  furtherOriginals,
  lastRoundMixture,
  originals,
  type RoundText,
  roundMixture,
} from './pretraining-text.ts';
import {
  conversationSamples,
  type Mixture,
  originalSamples,
  recaptionsAtLength,
  shuffledRecaptions,
} from './samples/mixtures.ts';
import { specialistSamples } from './samples/specialist.ts';
import { type StepContext, subject } from './step-context.ts';

export interface StageData {
  readonly name: StageName;
  readonly stage: Stage | SpecialistStage;
  readonly samples: SampleLine[];
  /** True where all generalists of a seed train this stage alike: same start, same samples. */
  readonly shared?: boolean;
}

export interface Recipe {
  readonly stages: StageData[];
  /** Checkpoint to start from; null is from scratch. */
  readonly start: string | null;
  /** Who wrote what it is trained on: their coverage decides whether it may start. */
  readonly writers: readonly Coverage['source'][];
  /** What its pretraining text had to do without. */
  readonly mixture: Mixture | null;
  readonly skipped: Skip[];
}

/** `why`: there is nothing to train here. */
export function recipeOf(context: StepContext): Recipe | { why: string } {
  const { plan, db, step } = context;
  const { seed, model } = subject(step);
  if (step.round === 0) return generalistOn(context, null);
  if (step.round !== null)
    return roundRecipe(context, { source: generalist(step.round - 1), round: step.round });
  const combination = combinationNamed(plan, model);
  if (combination) {
    const { specialists } = combination;
    const written = specialists.filter((name) => captionsOfModel(db, name, seed).length > 0);
    if (specialists.length > 0 && written.length === 0)
      return { why: 'No specialist has written anything that it could learn from.' };
    const { pretrain, recaptionPretrain = pretrain, finalPretrain = recaptionPretrain } = plan.stages;
    const mixture = combinedMixture(context, seed, combination);
    return generalistOn(context, mixture, {
      pretrain: finalPretrain,
      writers: [...lastWriters(context, seed), ...written],
      alignOnMixture: combination.share < 1,
    });
  }
  const variant = variantNamed(plan, model);
  if (variant) {
    const { prompts, template } = variant;
    return roundRecipe(context, { source: prompts ? model : generalist(0), round: 1, template });
  }
  return controlRecipe(context, seed, model) ?? specialistRecipe(context, seed, model);
}

/** A control arm; null where the model is none. */
function controlRecipe(context: StepContext, seed: number, model: string): Recipe | { why: string } | null {
  const { plan, db } = context;
  const { pretrain, recaptionPretrain = pretrain } = plan.stages;
  const first = { source: generalist(0), round: 1 };
  switch (model) {
    case 'equal-compute': {
      // The compute of v0 and v1 together, spent on v0's own data (paper, table 9).
      const longer = { ...pretrain, epochs: pretrain.epochs + recaptionPretrain.epochs };
      return generalistOn(context, null, { pretrain: longer, sftEpochs: 2 * plan.stages.sft.epochs });
    }
    case 'more-data': {
      const further = originalSamples(furtherOriginals(db), plan.briefPrompt);
      if (further.length === 0) return { why: 'The dataset has no further images (folder pretrain-more).' };
      return generalistOn(context, null, { further });
    }
    case 'shuffled':
      return roundRecipe(context, { ...first, change: (recaptions) => shuffledRecaptions(recaptions, seed) });
    case 'matched-length':
      return roundRecipe(context, { ...first, template: 'recaption', change: recaptionsAtLength });
    case 'other-captioner':
      return roundRecipe(context, { source: model, round: 1 });
    case 'specialist-data': {
      const lessons = plan.specialists.flatMap(({ set }) => conversationSamples(conversationsOf(db, set)));
      if (lessons.length === 0) return { why: 'The dataset has no data of a specialist.' };
      return generalistOn(context, lastRoundMixture(context, seed), {
        pretrain: recaptionPretrain,
        writers: lastWriters(context, seed),
        lessons,
      });
    }
    default:
      return null;
  }
}

const lastWriters = (context: StepContext, seed: number): string[] => {
  const round = lastRound(context, seed);
  return round > 0 ? [generalist(round - 1)] : [];
};

function roundRecipe(context: StepContext, text: RoundText): Recipe {
  const { plan, step } = context;
  const { seed } = subject(step);
  const { pretrain, recaptionPretrain = pretrain } = plan.stages;
  const mixture = roundMixture(context, seed, text);
  // Where only the originals are read, nobody's captions have to be there.
  const writers = text.template === 'original' ? [] : [text.source];
  return generalistOn(context, mixture, { pretrain: recaptionPretrain, writers });
}

interface GeneralistOptions {
  readonly pretrain?: Stage;
  readonly sftEpochs?: number;
  readonly writers?: readonly string[];
  /** Further raw image-text pairs for alignment and pretraining. */
  readonly further?: readonly SampleLine[];
  /** Further conversations for SFT. */
  readonly lessons?: readonly SampleLine[];
  /** True where it may see no other images than its mixture's. */
  readonly alignOnMixture?: boolean;
}

/** From scratch through the three stages; `mixture` null: pretrained on the original texts. */
function generalistOn(
  context: StepContext,
  mixture: Mixture | null,
  {
    pretrain,
    sftEpochs,
    writers = [],
    further = [],
    lessons = [],
    alignOnMixture = false,
  }: GeneralistOptions = {},
): Recipe {
  const { plan, db, step } = context;
  const { seed, model } = subject(step);
  const { align, sft } = plan.stages;
  const own = originalSamples(originals(db), plan.briefPrompt);
  const seen = mixture && alignOnMixture ? new Set(mixture.samples.map(({ row }) => row)) : null;
  const original = [...(seen ? own.filter(({ row }) => seen.has(row)) : own), ...further];
  return {
    stages: [
      { name: 'align', stage: align, samples: original, shared: !seen && further.length === 0 },
      { name: 'pretrain', stage: pretrain ?? plan.stages.pretrain, samples: mixture?.samples ?? original },
      {
        name: 'sft',
        stage: { ...sft, epochs: sftEpochs ?? sft.epochs },
        samples: [...roleSamples(db, 'sft'), ...lessons],
      },
    ],
    start: null,
    writers,
    mixture,
    skipped: mixture ? without(mixture, model, seed) : [],
  };
}

function without({ missing, fellBack }: Mixture, model: string, seed: number): Skip[] {
  const what = `recaptions for ${model} (seed ${seed})`;
  return [
    ...(missing > 0
      ? [{ what, count: missing, why: 'missing, empty or rejected; those images were left out' }]
      : []),
    ...(fellBack > 0
      ? [
          {
            what: `${what}, fallen back`,
            count: fellBack,
            why: 'missing, empty or rejected; those images kept their original text, as the plan says',
          },
        ]
      : []),
  ];
}

/** A specialist: the last generalist, fine-tuned on its set with the caption data mixed in, so that it still narrates. */
function specialistRecipe(context: StepContext, seed: number, model: string): Recipe | { why: string } {
  const { plan, db, places } = context;
  const specialist = plan.specialists.find(({ name }) => name === model);
  if (!specialist) throw new Error(`No recipe for a model named ${model}.`);
  const lessons = conversationsOf(db, specialist.set);
  if (lessons.length === 0) return { why: `The dataset has no set "${specialist.set}" for this specialist.` };
  const stage = plan.stages.specialist;
  const how = { builder: specialist.builder, mix: stage.mix, seed, model };
  return {
    stages: specialistSamples(lessons, roleSamples(db, 'sft'), how).map((samples) => ({
      name: 'specialist',
      stage,
      samples,
    })),
    start: places.checkpoint(seed, lastGeneralist({ plan, db }, seed)),
    writers: [],
    mixture: null,
    skipped: [],
  };
}

export function roleSamples(db: Db, role: 'sft' | 'held-out'): SampleLine[] {
  return setsOf(db)
    .filter((set) => set.role === role)
    .flatMap((set) => conversationSamples(conversationsOf(db, set.name)));
}
