/** Trains one model: writes what it learns from into a snapshot, then lets the trainer do the work. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage, StageName } from '../../../shared/models.ts';
import type { SampleLine, TrainerArgs } from '../../../shared/trainer-protocol.ts';
import { captionsOfModel, conversationsOf, type Db, type Skip, setsOf } from '../store/index.ts';
import { withRestarts } from '../workers/with-restarts.ts';
import { modelFolder } from './features.ts';
import { lastGeneralist } from './last-round.ts';
import { finalMixture, originals, roundMixture } from './pretraining-text.ts';
import { conversationSamples, originalSamples, shuffledRecaptions } from './samples/mixtures.ts';
import { done, type RunStep, type StepContext, skip, subject } from './step-context.ts';

const secondsBetweenSaves = 20;

interface StageData {
  readonly name: StageName;
  readonly stage: Stage;
  readonly samples: SampleLine[];
  /** True where all generalists of a seed train this stage alike: same start, same samples. */
  readonly shared?: boolean;
}

interface Recipe {
  readonly stages: StageData[];
  /** Checkpoint to start from; null is from scratch. */
  readonly start: string | null;
  readonly skipped: Skip[];
}

export const trainModel: RunStep = async (context) => {
  const { plan, places, db, step, trainer, signal, progress, log } = context;
  const { seed, model } = subject(step);
  const recipe = recipeOf(context, seed, model);
  if ('why' in recipe) return skip(recipe.why);
  const stages = recipe.stages.filter(({ samples }) => samples.length > 0);
  if (stages.length === 0) return skip('There is no text to train on.');
  context.skipped(recipe.skipped);
  const snapshot = join(places.snapshots, step.id);
  mkdirSync(snapshot, { recursive: true });
  const heldOut = roleSamples(db, 'held-out');
  const args: TrainerArgs<'train'> = {
    model: modelFolder(plan.model),
    start: recipe.start,
    features: places.features,
    stages: stages.map(({ name, stage, samples, shared }) => ({
      name,
      samples: writeLines(join(snapshot, `${name}.jsonl`), samples),
      epochs: stage.epochs,
      batch_size: stage.batchSize,
      learning_rate: stage.learningRate,
      warmup: stage.warmup,
      weight_decay: stage.weightDecay,
      trains: stage.trains,
      shared: shared ? places.shared(seed, name) : null,
    })),
    held_out: heldOut.length > 0 ? writeLines(join(snapshot, 'held-out.jsonl'), heldOut) : null,
    seed,
    out: places.checkpoint(seed, model),
    save_every: secondsBetweenSaves,
  };
  const result = await withRestarts(
    () =>
      trainer.request(
        'train',
        args,
        {
          progress: (event) => progress(event.done, event.total),
          loss: (event) =>
            context.loss({
              stepId: step.id,
              seed,
              model,
              stage: event.stage,
              at: event.at,
              loss: event.loss,
              heldOut: event.held_out,
              learningRate: event.learning_rate,
              samplesPerSecond: event.samples_per_second,
            }),
        },
        signal,
      ),
    log,
  );
  const heldOutLoss = result.held_out_loss as number | null;
  return done(heldOutLoss === null ? null : `held-out loss ${heldOutLoss.toFixed(3)}`);
};

/** Which data, which stages, from where: the whole difference between the models of an experiment. */
function recipeOf(context: StepContext, seed: number, model: string): Recipe | { why: string } {
  const { plan, db, step } = context;
  const original = originalSamples(originals(db), plan.briefPrompt);
  const sft = roleSamples(db, 'sft');
  const skipped: Skip[] = [];
  const missingRecaptions = (missing: number) => {
    if (missing > 0)
      skipped.push({
        what: `recaptions for ${model} (seed ${seed})`,
        count: missing,
        why: 'missing or empty; those images were left out',
      });
  };
  const generalistStages = (
    samples: SampleLine[],
    pretrain: Stage,
    sftEpochs = plan.stages.sft.epochs,
  ): StageData[] => [
    { name: 'align', stage: plan.stages.align, samples: original, shared: true },
    { name: 'pretrain', stage: pretrain, samples },
    { name: 'sft', stage: { ...plan.stages.sft, epochs: sftEpochs }, samples: sft },
  ];
  const { pretrain, recaptionPretrain = pretrain, finalPretrain = recaptionPretrain } = plan.stages;

  if (step.round === 0) return { stages: generalistStages(original, pretrain), start: null, skipped };
  if (step.round !== null) {
    const { samples, missing } = roundMixture(context, seed, step.round);
    missingRecaptions(missing);
    return { stages: generalistStages(samples, recaptionPretrain), start: null, skipped };
  }
  if (model === 'final') {
    if (!plan.specialists.some(({ name }) => captionsOfModel(db, name, seed).length > 0)) {
      return { why: 'No specialist has written anything that it could learn from.' };
    }
    const { samples, missing } = finalMixture(context, seed);
    missingRecaptions(missing);
    return { stages: generalistStages(samples, finalPretrain), start: null, skipped };
  }
  if (model === 'equal-compute') {
    // The compute of v0 and v1 together, spent on v0's own data (paper, table 9).
    const longer = { ...pretrain, epochs: pretrain.epochs + recaptionPretrain.epochs };
    const stages = generalistStages(original, longer, 2 * plan.stages.sft.epochs);
    return { stages, start: null, skipped };
  }
  if (model === 'shuffled') {
    if (plan.rounds < 1) return { why: 'There is no round whose recaptions could be shuffled.' };
    const { samples, missing } = roundMixture(context, seed, 1, (recaptions) =>
      shuffledRecaptions(recaptions, seed),
    );
    missingRecaptions(missing);
    return { stages: generalistStages(samples, recaptionPretrain), start: null, skipped };
  }
  return specialistRecipe(context, seed, model, sft);
}

/** A specialist: the last generalist, fine-tuned on its set with the caption data mixed in, so that it still narrates. */
function specialistRecipe(
  { plan, db, places }: StepContext,
  seed: number,
  model: string,
  sft: SampleLine[],
): Recipe | { why: string } {
  const specialist = plan.specialists.find(({ name }) => name === model);
  if (!specialist) throw new Error(`No recipe for a model named ${model}.`);
  const lessons = conversationSamples(conversationsOf(db, specialist.set));
  if (lessons.length === 0) return { why: `The dataset has no set "${specialist.set}" for this specialist.` };
  return {
    stages: [{ name: 'specialist', stage: plan.stages.specialist, samples: [...lessons, ...sft] }],
    start: places.checkpoint(seed, lastGeneralist({ plan, db }, seed)),
    skipped: [],
  };
}

function roleSamples(db: Db, role: 'sft' | 'held-out'): SampleLine[] {
  return setsOf(db)
    .filter((set) => set.role === role)
    .flatMap((set) => conversationSamples(conversationsOf(db, set.name)));
}

export function writeLines(file: string, lines: readonly unknown[]): string {
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return file;
}
