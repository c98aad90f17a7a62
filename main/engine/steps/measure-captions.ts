/**
 * Measures the captions of a source, each once: batch by batch into the store, so that what was measured stays measured when it is stopped.
 * Then what needs all of them together, and what it comes to.
 */
import { type CaptionQuality, isTold } from '../../../shared/caption-quality.ts';
import type { Plan } from '../../../shared/plan.ts';
import { throwIfCancelled } from '../failure.ts';
import { generalist } from '../plan/graph.ts';
import {
  type CaptionContext,
  type CaptionFacts,
  captionMetrics,
  captionWords,
} from '../quality/caption-metrics.ts';
import { LikenessOfSource, type SourceLikeness } from '../quality/likeness.ts';
import { matchedLength, qualityFigures } from '../quality/quality-figures.ts';
import {
  beginning,
  type CaptionSource,
  type CaptionToMeasure,
  captionLengths,
  captionQualityOf,
  captionsToMeasure,
  captionTexts,
  countCaptions,
  type Db,
  insertCaptionMetrics,
  metricColumns,
  type Place,
  saveCaptionQuality,
  saveLikeness,
} from '../store/index.ts';
import { pretrainingLexicon } from './caption-quality.ts';
import { checkQuotes } from './check-quotes.ts';
import { compareImageText } from './compare-image-text.ts';
import { lastRound } from './last-round.ts';
import { hasSlots } from './samples/prompts.ts';

const batchSize = 1000;

interface Measuring {
  readonly plan: Plan;
  readonly db: Db;
  readonly signal?: AbortSignal | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

/** Null where the source has no captions. What has been measured is not measured again. */
export async function measureCaptions(
  { plan, db, signal, log }: Measuring,
  seed: number,
  source: string,
): Promise<CaptionQuality | null> {
  const own = populationOf({ plan, db }, seed, source);
  const captions = countCaptions(db, own);
  if (captions === 0) return null;
  const known = captionQualityOf(db, own);
  const lacksModel = plan.imageTextModel && !known?.figures.some(({ metric }) => metric === 'image-text');
  if (known?.captions === captions && !lacksModel) return known;
  const before = sourceBefore({ plan, db }, seed, source);
  const context: CaptionContext = {
    lexicon: pretrainingLexicon(db),
    knownWords: before === null ? null : await wordsOf(db, populationOf({ plan, db }, seed, before), signal),
  };
  for await (const batch of batches(
    (after) => captionsToMeasure(db, own, { before, after, limit: batchSize }),
    signal,
  )) {
    insertCaptionMetrics(
      db,
      own,
      batch.map((caption) => ({
        caption: caption.caption,
        imageId: caption.imageId,
        metrics: captionMetrics(factsOf(caption), context),
      })),
    );
  }
  const likeness = await likenessOf(db, own, signal);
  if (isTold(plan, 'quotes-read')) await checkQuotes({ db, signal, log }, own);
  if (plan.imageTextModel) await compareImageText({ db, folder: plan.imageTextModel, signal, log }, own);
  const columns = (names: Parameters<typeof metricColumns>[2]) => metricColumns(db, own, names);
  const quality: CaptionQuality = {
    seed,
    source,
    before,
    captions,
    figures: qualityFigures(columns, likeness),
    matchedLength: before === null ? null : matchedLength(columns, before),
    lengths: captionLengths(db, own),
    tokenLengths: captionLengths(db, own, 'tokens'),
  };
  saveCaptionQuality(db, quality);
  return quality;
}

/**
 * What the figures of a source call the round before: of a round the captions before it, of a specialist the last round's, of the original
 * text nothing; whoever else writes about the images of round 1 stands beside the original text.
 */
export function sourceBefore(
  { plan, db }: Pick<Measuring, 'plan' | 'db'>,
  seed: number,
  source: string,
): string | null {
  if (source === 'original') return null;
  const round = /^v(\d+)$/.exec(source)?.[1];
  const isSpecialist = plan.specialists.some(({ name }) => name === source);
  const earlier = isSpecialist ? lastRound({ plan, db }, seed) - 1 : Number(round ?? 0) - 1;
  return earlier < 0 ? 'original' : generalist(earlier);
}

/** A specialist's answers to questions about named things are no captions. */
function populationOf({ plan }: Pick<Measuring, 'plan' | 'db'>, seed: number, source: string): CaptionSource {
  const specialist = plan.specialists.find(({ name }) => name === source);
  const open = specialist?.prompts.filter((prompt) => !hasSlots(prompt)) ?? [];
  return { seed, source, prompts: open.length > 0 ? open : null };
}

function factsOf({ truth, width, height, ...caption }: CaptionToMeasure): CaptionFacts {
  return {
    ...caption,
    truncated: caption.truncated === 1,
    truth: truth && {
      things: truth.objects.map(({ kind, box: [left = 0, top = 0, right = 0, bottom = 0] }) => ({
        kind,
        box: [left / width, top / height, right / width, bottom / height],
      })),
      texts: truth.sign === undefined ? null : truth.sign === null ? [] : [truth.sign],
    },
  };
}

async function wordsOf(db: Db, source: CaptionSource, signal?: AbortSignal): Promise<Set<string>> {
  const words = new Set<string>();
  for await (const batch of textsOf(db, source, signal)) {
    for (const { text } of batch) for (const word of captionWords(text)) words.add(word);
  }
  return words;
}

async function likenessOf(db: Db, source: CaptionSource, signal?: AbortSignal): Promise<SourceLikeness> {
  const all = new LikenessOfSource();
  const ids: number[] = [];
  for await (const batch of textsOf(db, source, signal)) {
    for (const { caption, imageId, text } of batch) {
      all.add({ caption, image: imageId, words: captionWords(text) });
      ids.push(caption);
    }
  }
  const likeness = all.result();
  const similarities = new Map(
    likeness.pairs.flatMap(({ captions, similarity }) => captions.map((id) => [id, similarity] as const)),
  );
  for (let from = 0; from < ids.length; from += batchSize) {
    const batch = ids.slice(from, from + batchSize).map((caption, i) => ({
      caption,
      nearDuplicate: likeness.nearDuplicates[from + i] ?? null,
      selfSimilarity: similarities.get(caption) ?? null,
    }));
    saveLikeness(db, source, batch);
    await breath(signal);
  }
  return likeness;
}

const textsOf = (db: Db, source: CaptionSource, signal?: AbortSignal) =>
  batches((after) => captionTexts(db, source, { after, limit: batchSize }), signal);

async function* batches<T extends Place>(
  next: (after: Place) => T[],
  signal?: AbortSignal,
): AsyncGenerator<T[]> {
  for (let after = beginning; ; ) {
    const batch = next(after);
    const last = batch.at(-1);
    if (!last) return;
    yield batch;
    after = last;
    await breath(signal);
  }
}

/** Lets a cancel arrive between two batches. */
async function breath(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal) throwIfCancelled(signal);
}
