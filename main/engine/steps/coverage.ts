/** How far the captions of a recaption step reach: gathered from the store, counted by samples/keep.ts. */
import type { Coverage } from '../../../shared/models.ts';
import { captionsOfModel, coverages, saveCoverage } from '../store/index.ts';
import { originals, pretrainingImages, textsOf } from './pretraining-text.ts';
import { coverageOf, isUsable } from './samples/keep.ts';
import { chosenImages } from './samples/prompts.ts';
import { type StepContext, subject } from './step-context.ts';

type Gathering = Pick<StepContext, 'plan' | 'db' | 'step'>;

/** A specialist's short answers are only dropped where they are empty: what `keep` asks of a caption is not asked of a "yes". */
export const everything = {
  truncated: true,
  minimumWords: 0,
  maximumRepetition: 1,
  minimumLogProbability: null,
} as const;

export function coverageOfModel({ plan, db, step }: Gathering, wanted: number): Coverage {
  const { seed, model } = subject(step);
  const captions = captionsOfModel(db, model, seed);
  const specialist = plan.specialists.some(({ name }) => name === model);
  const counted = coverageOf(captions, wanted, specialist ? everything : plan.keep);
  const fellBack = specialist || plan.withoutRecaption === 'left-out' ? 0 : fallingBack();
  return { seed, source: model, ...counted, fellBack };

  /** Images without a usable recaption that have a text of their own to fall back on. */
  function fallingBack(): number {
    const images = pretrainingImages(db);
    const chosen = chosenImages(images, plan.recaptionShare, seed, step.round ?? 1);
    const usable = new Set(captions.filter((one) => isUsable(one, plan.keep)).map(({ imageId }) => imageId));
    const texts = textsOf(originals(db));
    return [...chosen].filter((id) => !usable.has(id) && texts.get(id)?.trim()).length;
  }
}

/** Captions that were taken over are counted anew: another plan may keep others of them. */
export function recountCoverage(gathering: Gathering): void {
  const { seed, model } = subject(gathering.step);
  const taken = coverages(gathering.db).find((one) => one.seed === seed && one.source === model);
  if (taken) saveCoverage(gathering.db, coverageOfModel(gathering, taken.wanted));
}

/** For the step's note; null where nothing was lost. */
export function lostInWords({ wanted, written, usable, empty, rejected }: Coverage): string | null {
  if (usable === wanted) return null;
  const parts = [
    ...(written < wanted ? [`${count(wanted - written)} missing`] : []),
    ...(empty > 0 ? [`${count(empty)} empty`] : []),
    ...Object.entries(rejected).map(([reason, times]) => `${count(times)} rejected: ${reason}`),
  ];
  return `${count(usable)} of ${count(wanted)} can be trained on (${parts.join('; ')}).`;
}

const count = (number: number): string => number.toLocaleString('en-US');
