/** What is known of each caption of an image: its phrases against the truth, its metrics. Gathered here, judged by quality/. */
import type { CaptionDetail } from '../../../shared/gallery.ts';
import { type Lexicon, lexiconOf, phrasesOf } from '../quality/index.ts';
import {
  backgrounds,
  captionsOfImage,
  countImages,
  type Db,
  imageWithTruth,
  leastLogProbabilities,
  objectKinds,
  storedMeasures,
} from '../store/index.ts';

/** What truths name is gathered from all of them, which takes a moment: once for each experiment and number of images. */
interface Known {
  readonly images: number;
  readonly lexicon: Lexicon;
  readonly grounds: ReadonlySet<string>;
}
const known = new Map<string, Known>();

export function captionDetails(db: Db, path: string, id: number): CaptionDetail[] {
  const found = imageWithTruth(db, id);
  if (!found) return [];
  const { truth: scene, image } = found;
  const facts = scene && knownOf(db, path);
  const judged = scene &&
    facts && {
      truth: { scene, width: image.width, height: image.height, grounds: facts.grounds },
      lexicon: facts.lexicon,
    };
  const least = leastLogProbabilities(db, id);
  return captionsOfImage(db, id).map(({ id: caption, model, seed, text }) => ({
    id: caption,
    phrases: phrasesOf(text, judged),
    // Only the first text that an image came with is measured, as minus its image.
    metrics:
      model !== null && seed !== null
        ? storedMeasures(db, { seed, source: model, caption })
        : caption === -1
          ? storedMeasures(db, { seed: 0, source: 'original', caption: -id })
          : {},
    leastLogProbability: least.get(caption) ?? null,
  }));
}

function knownOf(db: Db, path: string): Known {
  const images = countImages(db);
  const before = known.get(path);
  if (before?.images === images) return before;
  const facts = { images, lexicon: lexiconOf(objectKinds(db)), grounds: new Set(backgrounds(db)) };
  known.set(path, facts);
  return facts;
}
