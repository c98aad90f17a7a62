/** Trains one model: writes what it learns from into a snapshot, then lets the trainer do the work. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrainerArgs } from '../../../shared/trainer-protocol.ts';
import { modelFolder } from '../models/known.ts';
import { withRestarts } from '../workers/with-restarts.ts';
import { checkCoverage } from './enough-captions.ts';
import { checkHeldModel } from './held-model.ts';
import { recipeOf, roleSamples } from './recipes.ts';
import { done, type RunStep, skip, subject } from './step-context.ts';

const secondsBetweenSaves = 20;

export const trainModel: RunStep = async (context) => {
  const { plan, places, db, step, trainer, signal, progress, log } = context;
  const { seed, model } = subject(step);
  const recipe = recipeOf(context);
  if ('why' in recipe) return skip(recipe.why);
  checkHeldModel(db, plan);
  checkCoverage(db, { writers: recipe.writers, seed, minimum: plan.minimumCoverage });
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
    stages: stages.map(({ name, stage, samples, shared }, at) => ({
      name,
      samples: writeLines(join(snapshot, `${at + 1}-${name}.jsonl`), samples),
      epochs: stage.epochs,
      batch_size: stage.batchSize,
      learning_rate: stage.learningRate,
      warmup: stage.warmup,
      weight_decay: stage.weightDecay,
      trains: stage.trains,
      lora: 'lora' in stage && stage.lora ? stage.lora : null,
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

export function writeLines(file: string, lines: readonly unknown[]): string {
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return file;
}
