/** Putting prompts to an exported checkpoint through the captioner, from the image files themselves. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Captioner } from '../../../shared/models.ts';
import type { GeneratedRow } from '../../../shared/trainer-protocol.ts';
import { countImages } from '../store/index.ts';
import { withRestarts } from '../workers/with-restarts.ts';
import type { AskOptions, Question } from './ask.ts';
import { pretrainingImages } from './pretraining-text.ts';
import type { StepContext } from './step-context.ts';
import { writeLines } from './train.ts';

const slots = 128;
/** How many images an export is held to stock Transformers on. */
const parityImages = 64;

/** Exports the checkpoint where that is still to do and holds it to stock Transformers. Returns what was found, in a sentence. */
export async function exportModel(
  { plan, places, trainer, captioner, signal, log, db }: StepContext,
  seed: number,
  model: string,
  { precision }: Extract<Captioner, { kind: 'onnx' }>,
): Promise<string> {
  const out = places.exported(seed, model);
  if (!existsSync(join(out, 'COMPLETE'))) {
    const reference = {
      pixels: places.pixels,
      rows: countImages(db),
      count: parityImages,
      prompt: plan.longPrompts[0] as string,
      max_new_tokens: plan.decoding.maxNewTokens,
    };
    const args = { checkpoint: places.checkpoint(seed, model), out, int8: precision === 'int8', reference };
    await withRestarts(() => trainer.request('export', args, {}, signal), log);
  }
  const parity = await captioner.request(
    'verify',
    { model: out, precision, pixels: places.pixels },
    {},
    signal,
  );
  return `ONNX ${precision}: ${parity.equal} of ${parity.images} greedy captions equal to stock Transformers', largest difference of a logit ${Number(parity.logitDifference).toExponential(1)}.`;
}

/** As `ask`, by the captioner. */
export async function askExported(
  { plan, places, db, step, captioner, signal, skipped, log }: StepContext,
  questions: readonly Question[],
  { decoding, seed, name }: AskOptions,
  onAnswers: (answers: readonly GeneratedRow[]) => void,
): Promise<void> {
  if (plan.captioner.kind !== 'onnx' || step.model === null) throw new Error('This plan exports nothing.');
  const { precision } = plan.captioner;
  const model = places.exported(step.seed ?? seed, step.model);
  const files = new Map(pretrainingImages(db).map(({ row, file }) => [row, file]));
  const folder = join(places.snapshots, step.id);
  mkdirSync(folder, { recursive: true });
  const open = new Set(questions.keys());
  await withRestarts(async () => {
    if (open.size === 0) return;
    const asks = [...open].map((id) => {
      const { row, prompt } = questions[id] as Question;
      return { id, file: files.get(row) as string, prompt };
    });
    const args = {
      model,
      precision,
      asks: writeLines(join(folder, `${name}.jsonl`), asks),
      slots,
      max_new_tokens: decoding.maxNewTokens,
      temperature: decoding.temperature,
      top_k: 0,
      top_p: decoding.topP,
      seed,
    };
    await captioner.request(
      'caption',
      args,
      {
        rows: ({ rows }) => onAnswers(rows.filter(({ id }) => open.delete(id))),
        refused: ({ items }) => {
          for (const { ids, file, reason } of items) {
            for (const id of ids) open.delete(id);
            skipped([{ what: `captions of ${file}`, count: ids.length, why: reason }]);
          }
        },
      },
      signal,
    );
  }, log);
}
