/** Who writes what: another model takes the rounds' recaptions over, specialists always answer for themselves. */
import type { Captioner, OtherCaptioner, Plan } from '../../../shared/plan.ts';

export type Writer = Captioner | OtherCaptioner;

/** A model that is there already, and not one that the experiment trains. */
export const isAnother = (writer: Writer): writer is OtherCaptioner =>
  writer.kind !== 'torch' && writer.kind !== 'onnx';

/** Who writes the captions that stand under a model's name: a generalist's, a specialist's, a variant's or `other-captioner`. */
export function writerOf({ captioner, otherCaptioner, specialists }: Plan, model: string): Writer {
  if (model === 'other-captioner' && otherCaptioner) return otherCaptioner;
  const answersItself = specialists.some(({ name }) => name === model);
  return isAnother(captioner) && answersItself ? { kind: 'torch' } : captioner;
}

/** The generalist whose checkpoint writes them: a variant's prompts are put to V0. */
export const checkpointModelOf = ({ variants }: Pick<Plan, 'variants'>, model: string): string =>
  variants.some(({ name }) => name === model) ? 'v0' : model;

/** What of it decides the captions; how fast they come and what they cost does not. */
export function identityOf(writer: Writer): unknown {
  if (writer.kind !== 'endpoint') return writer;
  const { kind, url, model } = writer;
  return { kind, url, model };
}

/** In a title: a server's model, or the folder's name; a checkpoint's (`.../EXPERIMENT/checkpoints/seed1/v3`) with its experiment's. */
export function nameOfAnother(writer: OtherCaptioner): string {
  if (writer.kind === 'endpoint') return writer.model;
  const parts = writer.path.split(/[\\/]/).filter(Boolean);
  const name = parts.at(-1) ?? writer.path;
  return writer.kind === 'checkpoint' && parts.at(-3) === 'checkpoints' ? `${name} of ${parts.at(-4)}` : name;
}
