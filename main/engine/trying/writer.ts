/** The model that a try asks, made ready in the scratch experiment as a run makes it ready. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CheckpointCaptioner, Plan } from '../../../shared/models.ts';
import type { TriedModel } from '../../../shared/prompt-try.ts';
import { EngineFailure } from '../failure.ts';
import { modelFolder } from '../models/known.ts';
import { isAnother, nameOfAnother, type Writer } from '../plan/captioner.ts';
import { exportModel } from '../steps/export.ts';
import { type StepContext, subject } from '../steps/step-context.ts';

export interface ReadyWriter {
  readonly writer: Writer;
  /** In words. */
  readonly by: string;
  readonly note: string | null;
}

/** Whether it is asked about what the encoder has seen, and not about the image's file. */
export const readsFeatures = (model: TriedModel, { captioner }: Plan): boolean =>
  model.kind === 'plan'
    ? captioner.kind === 'checkpoint'
    : model.kind !== 'folder' && captioner.kind !== 'onnx';

/** Throws an EngineFailure where there is no such model. */
export async function makeReady(context: StepContext, model: TriedModel): Promise<ReadyWriter> {
  const { captioner } = context.plan;
  if (model.kind === 'plan' || model.kind === 'folder') {
    const writer = model.kind === 'folder' ? model : captioner;
    if (!isAnother(writer))
      throw new EngineFailure('The plan’s captioner is a model that it has yet to train.');
    return { writer, by: nameOfAnother(writer), note: null };
  }
  const { seed, model: name } = subject(context.step);
  const checkpoint = context.places.checkpoint(seed, name);
  await mkdir(dirname(checkpoint), { recursive: true });
  const by =
    model.kind === 'shipped' ? await linkShipped(context.plan, checkpoint) : await link(model, checkpoint);
  const caveat = model.kind === 'shipped' ? untrained : null;
  if (captioner.kind !== 'onnx') return { writer: { kind: 'torch' }, by, note: caveat };
  const { note } = await exportModel(context);
  return { writer: captioner, by, note: [caveat, note].filter(Boolean).join(' ') || null };
}

const untrained =
  'As it is shipped, pico has not learnt to see: its projector is trained by an experiment’s first stages. It shows how the prompt is read and how long answers get; what they say is not about the pictures.';

async function linkShipped({ model }: Plan, checkpoint: string): Promise<string> {
  const folder = modelFolder(model);
  await mkdir(checkpoint);
  for (const name of readdirSync(folder)) await symlink(join(folder, name), join(checkpoint, name));
  await writeFile(join(checkpoint, 'COMPLETE'), '');
  return `${model} as it is shipped`;
}

async function link(model: CheckpointCaptioner, checkpoint: string): Promise<string> {
  if (!existsSync(join(model.path, 'COMPLETE')))
    throw new EngineFailure(
      `There is no whole checkpoint in ${model.path}.`,
      'Choose a model whose training has ended; Models lists them.',
    );
  await symlink(model.path, checkpoint);
  return nameOfAnother(model);
}
