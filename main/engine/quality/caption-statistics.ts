import type { CaptionStatistics } from '../../../shared/models.ts';
import { mean, standardDeviation } from '../stats/mean.ts';
import { distinct } from './distinct.ts';
import { type ObjectTruth, objectPrecisionRecall } from './objects.ts';
import { repetition } from './repetition.ts';
import { vocabulary } from './vocabulary.ts';
import { wordCount } from './words.ts';

export interface MeasuredCaption {
  /** As `ObjectTruth.objectsByImage` names it. */
  readonly image: string;
  readonly text: string;
  readonly truncated: boolean;
  readonly logProbability: number | null;
}

/** Everything measured on the captions of one source (the original texts, or one model). Null truth: objects are not judged. */
export function captionStatistics(
  of: { seed: number | null; source: string },
  captions: readonly MeasuredCaption[],
  truth: ObjectTruth | null = null,
): CaptionStatistics {
  const texts = captions.map(({ text }) => text);
  const words = texts.map(wordCount);
  const logProbabilities = captions.flatMap(({ logProbability }) =>
    logProbability === null ? [] : [logProbability],
  );
  const objects = truth ? objectPrecisionRecall(captions, truth) : null;
  return {
    ...of,
    captions: captions.length,
    wordsMean: captions.length === 0 ? 0 : mean(words),
    wordsSd: standardDeviation(words),
    vocabulary: vocabulary(texts),
    truncated: captions.filter(({ truncated }) => truncated).length,
    empty: words.filter((count) => count === 0).length,
    repetition: captions.length === 0 ? 0 : mean(texts.map(repetition)),
    distinctBigrams: distinct(texts, 2),
    logProbabilityMean: logProbabilities.length === 0 ? null : mean(logProbabilities),
    objectPrecision: objects?.precision ?? null,
    objectRecall: objects?.recall ?? null,
  };
}
