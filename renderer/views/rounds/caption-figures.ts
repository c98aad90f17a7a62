/** The figures by which captions are watched from round to round: growth, truth, decay. */
import type { CaptionStatistics } from '../../../shared/models.ts';
import { count } from '../../data/format.ts';

export interface CaptionFigure {
  readonly key: string;
  /** The same among the metrics of captions, where there is one. */
  readonly metric?: string;
  /** From a metric's unit to what is drawn. */
  readonly scale: number;
  readonly title: string;
  readonly about: string;
  /** As it is drawn: shares times a hundred; null where it is not known. */
  of(statistics: CaptionStatistics): number | null;
  deviation?(statistics: CaptionStatistics): number;
  readonly format: (value: number) => string;
  /** Follows the value in running text. */
  readonly unit: string;
  /** The axis reaches this far at the least, and never beyond `ceiling`. */
  readonly least: number;
  readonly ceiling: number;
}

const hundredfold = (share: number | null): number | null => (share === null ? null : share * 100);
const oneDecimal = (value: number): string => value.toFixed(1);
const ofHundred = { format: oneDecimal, unit: ' %', ceiling: 104, scale: 100 };

export const captionFigureList: readonly CaptionFigure[] = [
  {
    key: 'words',
    metric: 'words',
    scale: 1,
    title: 'Words a caption',
    about: 'mean ± standard deviation',
    of: ({ wordsMean }) => wordsMean,
    deviation: ({ wordsSd }) => wordsSd,
    format: oneDecimal,
    unit: ' words',
    least: 4,
    ceiling: Number.POSITIVE_INFINITY,
  },
  {
    key: 'objectPrecision',
    metric: 'object-precision',
    title: 'Objects right',
    about: '% of the objects named',
    of: ({ objectPrecision }) => hundredfold(objectPrecision),
    ...ofHundred,
    least: 20,
  },
  {
    key: 'objectRecall',
    metric: 'object-recall',
    title: 'Objects found',
    about: '% of the objects there',
    of: ({ objectRecall }) => hundredfold(objectRecall),
    ...ofHundred,
    least: 20,
  },
  {
    key: 'repetition',
    metric: 'repetition',
    title: 'Repetition',
    about: '% of four-word sequences said before',
    of: ({ repetition }) => repetition * 100,
    ...ofHundred,
    least: 5,
  },
  {
    key: 'vocabulary',
    metric: 'vocabulary',
    scale: 1,
    title: 'Vocabulary',
    about: 'different words over all captions',
    of: ({ vocabulary }) => vocabulary,
    format: count,
    unit: ' words',
    least: 10,
    ceiling: Number.POSITIVE_INFINITY,
  },
  {
    key: 'distinctBigrams',
    title: 'Diversity',
    about: '% of word pairs that differ',
    of: ({ distinctBigrams }) => hundredfold(distinctBigrams),
    ...ofHundred,
    least: 5,
  },
];
