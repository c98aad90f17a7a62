/** The views that have reference pictures, each with what tells that it stands. */
import { hrefOf, pageHref } from '../../../renderer/route.ts';
import { hrefWith } from '../../../renderer/views/rounds/compare/wanted.ts';

export interface ReferenceView {
  readonly name: string;
  readonly href: string;
  /** Of what has to be seen first. */
  readonly standing: string;
  /** A button that leads to it. */
  readonly press?: string;
  /** In place of the usual tolerance, where it tells of the machine that it is on. */
  readonly mostInk?: number;
}

/** `experiment` is finished and judged, `other` is held against it. */
export const referenceViews = (experiment: string, other: string): readonly ReferenceView[] => [
  { name: 'home', href: '#/', standing: '.experiment-row, main li' },
  { name: 'new', href: pageHref('new'), standing: '.new-page h1' },
  { name: 'models', href: pageHref('models'), standing: 'main table tbody tr' },
  { name: 'settings', href: pageHref('settings'), standing: 'main .card', mostInk: 0.4 },
  { name: 'doctor', href: pageHref('doctor'), standing: '.doctor-items li', mostInk: 0.5 },
  { name: 'run', href: hrefOf('run', experiment), standing: '.loss .chart svg' },
  { name: 'rounds', href: hrefOf('rounds', experiment), standing: '.rounds .chart svg' },
  { name: 'rounds-compared', href: hrefWith(experiment, [other]), standing: '.across-grid' },
  { name: 'captions', href: hrefOf('captions', experiment), standing: '.gallery .cell[href] img' },
  { name: 'image', href: hrefOf('captions', experiment, 1), standing: '.picture img' },
  {
    name: 'benchmarks',
    href: hrefOf('benchmarks', experiment, { benchmark: 'pope' }),
    standing: '.answer-row:not([aria-busy="true"])',
  },
  { name: 'specialists', href: hrefOf('specialists', experiment), standing: '.specialists .card' },
  { name: 'judge', href: hrefOf('judge', experiment), standing: 'main .judge' },
  {
    name: 'judge-results',
    href: hrefOf('judge', experiment),
    standing: '.judge table tbody tr',
    press: 'Results',
  },
  { name: 'data', href: hrefOf('data', experiment), standing: 'main table tbody tr' },
];
