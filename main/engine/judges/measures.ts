/** What is measured automatically on a judged pair's captions: how often does it prefer what people prefer? */
import { type Lexicon, objectsNamed, wordCount } from '../quality/index.ts';
import { objectLexicon } from '../steps/object-lexicon.ts';
import {
  captionsOfPair,
  type Db,
  imageWithTruth,
  type JudgedCaption,
  storedMeasures,
  textsOfPair,
} from '../store/index.ts';

export interface MeasuredPair {
  readonly first: Measures;
  readonly second: Measures;
}
/** By the measure's name; what is not known of a caption is left out. */
export type Measures = Readonly<Record<string, number>>;

/** Of these pairs, by their ids. */
export function measuresOfPairs(db: Db, ids: Iterable<number>): Map<number, MeasuredPair> {
  let lexicon: Lexicon | null = null;
  const measured = new Map<number, MeasuredPair>();
  for (const id of ids) {
    const { imageId, first, second } = textsOfPair(db, id);
    const truth = imageWithTruth(db, imageId)?.truth;
    const there = truth ? new Set(truth.objects.map(({ kind }) => kind)) : null;
    // Gathered from all images, which takes a moment: only where one that was judged has a truth.
    if (there) lexicon ??= objectLexicon(db);
    const captions = captionsOfPair(db, id);
    // What was stored when the captions were measured stands over what can be told here without it.
    const of = (text: string, caption: JudgedCaption): Measures => ({
      words: wordCount(text),
      ...(caption.logProbability === null ? {} : { 'log-probability': caption.logProbability }),
      ...(lexicon && there ? objects(objectsNamed(text, lexicon), there) : {}),
      ...storedMeasures(db, caption),
    });
    measured.set(id, { first: of(first, captions.first), second: of(second, captions.second) });
  }
  return measured;
}

/** A caption that names nothing is not precise to any degree. */
const objects = (named: ReadonlySet<string>, there: ReadonlySet<string>): Measures => {
  const right = [...named].filter((name) => there.has(name)).length;
  return {
    ...(named.size > 0 ? { 'object-precision': right / named.size } : {}),
    ...(there.size > 0 ? { 'object-recall': right / there.size } : {}),
  };
};
