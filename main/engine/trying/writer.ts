/** The model that a try asks, made ready in the scratch experiment as a run makes it ready. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { modelTitle } from '../../../shared/model-title.ts';
import type { CheckpointCaptioner, Plan } from '../../../shared/plan.ts';
import type { TriedModel } from '../../../shared/prompt-try.ts';
import { EngineFailure } from '../failure.ts';
import { modelFolder } from '../models/known.ts';
import { pico } from '../models/pico.ts';
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

/** What decides the size and the features of pictures: a checkpoint is asked about what its own encoder has seen. */
export function modelSeenWith(model: TriedModel, { model: planned, captioner }: Plan): string {
  const asked = model.kind === 'plan' ? captioner : model;
  const own = asked.kind === 'checkpoint' ? asked.path : null;
  return own !== null && existsSync(join(own, 'config.json')) ? own : planned;
}

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
  const caveat = model.kind === 'shipped' ? caveatOf(context.plan) : null;
  if (captioner.kind !== 'onnx') return { writer: { kind: 'torch' }, by, note: caveat };
  const { note } = await exportModel(context);
  return { writer: captioner, by, note: [caveat, note].filter(Boolean).join(' ') || null };
}

const caveatOf = ({ model }: Plan): string =>
  model === pico
    ? untrained
    : 'It answers with the projector that it came with; an experiment begins with a fresh one and trains it (section 3.1).';

const untrained =
  'As it is shipped, pico has not learnt to see: its projector is trained by an experiment’s first stages. It shows how the prompt is read and how long answers get; what they say is not about the pictures.';

async function linkShipped({ model }: Plan, checkpoint: string): Promise<string> {
  const folder = modelFolder(model);
  await mkdir(checkpoint);
  // Under the scratch's own name it is whole; a mark of somebody else's is not taken over.
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => !entry.isDirectory() && entry.name !== 'COMPLETE',
  );
  for (const { name } of files) await symlink(join(folder, name), join(checkpoint, name));
  await writeFile(join(checkpoint, 'COMPLETE'), '');
  return model === pico ? `${model} as it is shipped` : `${modelTitle(model)} as it is`;
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
