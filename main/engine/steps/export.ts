/** A checkpoint as ONNX, held to stock Transformers, and with eight bits to single precision, before anybody captions with it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Captioner } from '../../../shared/plan.ts';
import { promptTexts } from '../plan/prompts.ts';
import { formatted } from '../report/format.ts';
import type { BenchmarkItem } from '../scorers/index.ts';
import { pairedComparison } from '../stats/index.ts';
import { countImages, imagesOfSet } from '../store/index.ts';
import { withRestarts } from '../workers/with-restarts.ts';
import { askExported } from './ask-exported.ts';
import { benchPlaces } from './dataset-places.ts';
import { type Exam, readExams } from './exams.ts';
import { havePixels } from './imported-pixels.ts';
import { done, type RunStep, type StepContext, skip, subject } from './step-context.ts';

type Precision = Extract<Captioner, { kind: 'onnx' }>['precision'];

const parityImages = 64;
/** Questions of each benchmark that eight bits are held to single precision on. */
const sampled = 200;

export const exportModel: RunStep = async (context) => {
  const { plan, places, step, trainer, captioner, signal, log, db } = context;
  const { seed, model } = subject(step);
  if (plan.captioner.kind !== 'onnx') throw new Error('This plan exports nothing.');
  const { precision } = plan.captioner;
  const checkpoint = places.checkpoint(seed, model);
  if (!existsSync(join(checkpoint, 'COMPLETE'))) return skip(`${model} was not trained.`);
  await havePixels(context);
  const out = places.exported(seed, model);
  if (!existsSync(join(out, 'COMPLETE'))) {
    const reference = {
      pixels: places.pixels,
      rows: countImages(db),
      count: parityImages,
      prompt: promptTexts(plan.longPrompts)[0] as string,
      max_new_tokens: plan.decoding.maxNewTokens,
    };
    const args = { checkpoint, out, int8: precision === 'int8', reference };
    await withRestarts(() => trainer.request('export', args, {}, signal), log);
  }
  const verify = { model: out, precision, pixels: places.pixels };
  const parity = await captioner.request('verify', verify, {}, signal);
  const held = `ONNX ${precision}: ${parity.equal} of ${parity.images} greedy captions equal to stock Transformers', ${(
    Number(parity.tokenAgreement) * 100
  ).toFixed(
    1,
  )} % of their tokens, largest difference of a logit ${Number(parity.logitDifference).toExponential(1)}.`;
  return done(precision === 'int8' ? `${held} ${await eightBits(context)}` : held);
};

/** What eight bits change on a sample of each benchmark's questions, in a sentence. */
async function eightBits(context: StepContext): Promise<string> {
  const { plan, places, db, step, progress } = context;
  const { seed } = subject(step);
  const rows = new Map(imagesOfSet(db, 'bench').map(({ name, row }) => [name, row]));
  const { exams } = await readExams(plan.benchmarks, benchPlaces(plan, places), rows);
  if (exams.length === 0) return 'The dataset has no benchmark to compare it with single precision on.';
  const total = exams.reduce((sum, { items }) => sum + 2 * Math.min(items.length, sampled), 0);
  let answered = 0;
  const told = () => progress(++answered, total);
  const changes: string[] = [];
  for (const { benchmark, items } of exams) {
    const exam = { benchmark, items: evenly(items) };
    const eight = await scoresAt(context, exam, rows, 'int8', told);
    const whole = await scoresAt(context, exam, rows, 'fp32', told);
    const { difference, low, high } = pairedComparison(eight, whole, {
      seed,
      resamples: plan.stop.resamples,
    });
    changes.push(
      `${benchmark.title} ${points(difference)} (${points(low)} to ${points(high)}, ${exam.items.length} questions)`,
    );
  }
  return `Against single precision, in points with 95 % intervals: ${changes.join('; ')}.`;
}

/** Scores of the sample's items, in their order; an unanswered question counts as wrong. */
async function scoresAt(
  context: StepContext,
  { benchmark, items }: Exam,
  rows: ReadonlyMap<string, number>,
  precision: Precision,
  told: () => void,
): Promise<Float64Array> {
  const { seed, model } = subject(context.step);
  const questions = items.map(({ image, prompt }) => ({ row: rows.get(image) as number, prompt }));
  const scores = new Float64Array(items.length);
  await askExported(precision, context.places.exported(seed, model))(
    context,
    questions,
    {
      checkpoint: context.places.checkpoint(seed, model),
      decoding: { maxNewTokens: benchmark.maxNewTokens, temperature: 0, topP: 1 },
      seed,
      name: `${benchmark.name}-${precision}`,
    },
    {
      onAnswers(answers) {
        for (const { id, text } of answers) {
          scores[id] = benchmark.score(items[id] as BenchmarkItem, text);
          told();
        }
      },
      onRefused: (ids) => ids.forEach(told),
    },
  );
  return scores;
}

function evenly<T>(items: readonly T[]): T[] {
  const step = Math.max(1, Math.floor(items.length / sampled));
  return items.filter((_, at) => at % step === 0).slice(0, sampled);
}

const points = (fraction: number): string => formatted(fraction, 'points');
