import { expect, test } from 'vitest';
import { shownExperiments } from '../../../renderer/views/welcome/shown-experiments.ts';
import type { ExperimentSummary } from '../../../shared/models.ts';

const summary = (name: string, changes: Partial<ExperimentSummary> = {}): ExperimentSummary => ({
  path: `/experiments/${name}`,
  name,
  preset: 'demo',
  state: 'done',
  createdAt: '',
  updatedAt: '',
  stepsDone: 1,
  stepsTotal: 1,
  secondsLeft: null,
  diskBytes: 10,
  sharedBytes: 0,
  headline: 'No gain was shown.',
  archived: false,
  ...changes,
});
const all = [
  summary('first'),
  summary('second', { headline: 'V1 is better than V0.' }),
  summary('old', { archived: true, preset: 'study' }),
];
const names = (search: string, withArchived: boolean): string[] =>
  shownExperiments(all, search, withArchived).experiments.map(({ name }) => name);

test('archived ones are counted, take their room, and are shown when asked for', () => {
  expect(shownExperiments(all, '', false)).toMatchObject({ archived: 1, bytes: 30 });
  expect(names('', false)).toEqual(['first', 'second']);
  expect(names('', true)).toEqual(['first', 'second', 'old']);
});

test('every word has to stand in the name, preset or result, in any order and case', () => {
  expect(names('BETTER v1', false)).toEqual(['second']);
  expect(names('better nothing', false)).toEqual([]);
  expect(names('study', false)).toEqual([]);
  expect(names('study', true)).toEqual(['old']);
});
