/** What captions are like, and whether they decay from round to round. One metric per file. */
export { captionStatistics, type MeasuredCaption } from './caption-statistics.ts';
export { type ImageTruth, truthOfClause } from './clause-truth.ts';
export { type Clause, type ClauseKind, clauseKinds, clausesOf } from './clauses.ts';
export { distinct } from './distinct.ts';
export { type Lexicon, lexiconOf, mentionsIn, objectsNamed, wordsOf } from './lexicon.ts';
export { type ObjectTruth, objectHallucination, objectPrecisionRecall } from './objects.ts';
export { phrasesOf } from './phrases.ts';
export { repetition } from './repetition.ts';
export { vocabulary } from './vocabulary.ts';
export { wordCount } from './words.ts';
