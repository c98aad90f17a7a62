/** Caption statistics of an experiment: gathered from the store, computed by quality/. */
import type { CaptionStatistics } from '../../../shared/models.ts';
import { captionStatistics, type Lexicon, type ObjectTruth } from '../quality/index.ts';
import {
  annotatedThings,
  captionsOfModel,
  conversationsOf,
  type Db,
  objectTruthOf,
  setsOf,
  truthsOfSet,
} from '../store/index.ts';
import { objectLexicon } from './object-lexicon.ts';

function namesIn(db: Db, role: string, further: readonly string[] = []): Lexicon | null {
  const names = new Set(further);
  for (const set of setsOf(db).filter((one) => one.role === role)) {
    for (const { truth } of truthsOfSet(db, set.name)) for (const { kind } of truth.objects) names.add(kind);
  }
  return names.size > 0 ? objectLexicon(db, names) : null;
}

/** Names of things as the specialists' annotations have them; null where there are none. */
export const specialistLexicon = (db: Db): Lexicon | null => namesIn(db, 'specialist', annotatedThings(db));

/** Names of things as the truth of the pretraining images has them; null where nobody knows. */
export const pretrainingLexicon = (db: Db): Lexicon | null =>
  namesIn(db, 'pretrain', objectTruthOf(db)?.names);

/** What is in each pretraining image; null where nobody knows. */
export function pretrainingTruth(db: Db): ObjectTruth | null {
  const lexicon = pretrainingLexicon(db);
  if (!lexicon) return null;
  const objectsByImage = new Map(
    truthsOfSet(db, 'pretrain').map(({ name, truth }) => [
      name,
      new Set(truth.objects.map(({ kind }) => kind)),
    ]),
  );
  return { lexicon, objectsByImage };
}

/** Of the captions that answer one of `prompts` (a specialist's short answers are no captions); null where there are none. */
export function statisticsOfModel(
  db: Db,
  model: string,
  seed: number,
  prompts: readonly string[],
): CaptionStatistics | null {
  const all = captionsOfModel(db, model, seed);
  const captions = all.filter(({ prompt }) => prompts.includes(prompt));
  const measured = captions.length > 0 ? captions : all;
  if (measured.length === 0) return null;
  return captionStatistics(
    { seed, source: model },
    measured.map(({ name, text, truncated, logProbability }) => ({
      image: name,
      text,
      truncated,
      logProbability,
    })),
    pretrainingTruth(db),
  );
}

export function statisticsOfOriginals(db: Db, seed: number): CaptionStatistics {
  const names = new Map(truthsOfSet(db, 'pretrain').map(({ imageId, name }) => [imageId, name]));
  return captionStatistics(
    { seed, source: 'original' },
    conversationsOf(db, 'pretrain').map(({ imageId, turns }) => ({
      image: names.get(imageId) ?? String(imageId),
      text: turns[0]?.assistant ?? '',
      truncated: false,
      logProbability: null,
    })),
    pretrainingTruth(db),
  );
}
