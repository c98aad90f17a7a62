/** What is measured automatically on a judged pair's captions: how often does it prefer what people prefer? */
import { type Lexicon, lexiconOf, objectsNamed, wordCount } from '../quality/index.ts';
import {
  captionLogProbabilities,
  type Db,
  imageWithTruth,
  objectKinds,
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
    if (there) lexicon ??= lexiconOf(objectKinds(db));
    const logProbabilities = captionLogProbabilities(db, id);
    const of = (text: string, logProbability: number | null): Measures => ({
      words: wordCount(text),
      ...(logProbability === null ? {} : { 'log-probability': logProbability }),
      ...(lexicon && there ? objects(objectsNamed(text, lexicon), there) : {}),
    });
    measured.set(id, {
      first: of(first, logProbabilities.first),
      second: of(second, logProbabilities.second),
    });
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
