import { expect, test } from 'vitest';
import { routeOf } from '../../../../renderer/route.ts';
import { acrossRows, acrossTable, notesOf } from '../../../../renderer/views/rounds/compare/across.ts';
import { hrefWith, othersWanted } from '../../../../renderer/views/rounds/compare/wanted.ts';
import { joinedPlan, otherPoints } from '../../../../renderer/views/rounds/others.ts';
import type { OtherExperiment } from '../../../../shared/compare.ts';
import type { Comparison, Score } from '../../../../shared/models.ts';
import type { Plan } from '../../../../shared/plan.ts';

const specialist = (name: string) => ({ name, set: name, prompts: ['?'], benchmark: 'vsr' });
const plan = { seeds: [1], specialists: [specialist('ocr')], controls: ['shuffled'] } as unknown as Plan;

const score = (model: string, benchmark: string, value: number, over: Partial<Score> = {}): Score => ({
  ...{ seed: 1, model, benchmark, scorer: 'official', metric: 'accuracy', value },
  ...{ low: value - 0.1, high: value + 0.1, n: 100, ...over },
});
const comparison = (model: string, benchmark: string): Comparison => ({
  ...{
    seed: 1,
    model,
    against: '/two',
    benchmark,
    metric: 'accuracy',
    difference: 0.1,
    low: 0.05,
    high: 0.15,
  },
  ...{ pValue: 0.01, n: 80, verdict: 'better' },
});
const other = (over: Partial<OtherExperiment> = {}): OtherExperiment => ({
  ...{ path: '/two', name: 'two', failure: null, state: 'done', plan, seeds: { here: [1], there: [1] } },
  ...{ scores: [score('v0', 'pope', 0.5), score('v0', 'vsr', 0.4), score('v9', 'pope', 0.9)] },
  ...{ comparisons: [comparison('v0', 'pope')], questions: { pope: 100 } },
  ...{ apart: [{ benchmark: 'vsr', why: 'other questions there, or other pictures' }], planDifferences: [] },
  ...over,
});
const scores = {
  scores: [score('v0', 'pope', 0.6), score('v0', 'vsr', 0.5), score('v1', 'pope', 0.7)],
  ...{ comparisons: [], captions: [], verdicts: [] },
};

test('models and benchmarks that both have; a difference where there is one, else both scores', () => {
  const rows = acrossRows(scores, other(), ['v0', 'v1', 'v9']);
  expect(rows.map(({ model }) => model)).toEqual(['v0']);
  const [pope, vsr] = rows[0]?.cells ?? [];
  expect(pope).toMatchObject({ benchmark: 'pope', comparison: { difference: 0.1 } });
  expect(vsr).toMatchObject({
    benchmark: 'vsr',
    comparison: null,
    here: { value: 0.5 },
    there: { value: 0.4 },
  });
  const table = acrossTable(rows, other());
  expect(table.rows).toHaveLength(2);
  expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
});

test('notes say on how many questions, whose trainings, and what stands apart', () => {
  const notes = notesOf(other(), 0.05).join(' ');
  expect(notes).toContain('POPE on the 80 of 100 that both were asked');
  expect(notes).toContain('VSR: other questions there');
  expect(notes).not.toContain('averaged');
  const others = notesOf(other({ seeds: { here: [1], there: [2, 3] } }), 0.05).join(' ');
  expect(others).toContain('Seeds 1 here and 2, 3 there');
});

test('pooled scores of the other stand where several of its trainings are compared', () => {
  const several = other({
    seeds: { here: [1], there: [2, 3] },
    scores: [score('v0', 'pope', 0.5, { seed: 2 }), score('v0', 'pope', 0.3, { seed: null })],
  });
  expect(acrossRows(scores, several, ['v0'])[0]?.cells[0]?.there?.value).toBe(0.3);
});

test('drawn are only scores by the same rule, and what only the other has gets its role', () => {
  const rule = { benchmark: 'pope', scorer: 'official', metric: 'accuracy' };
  const [points] = otherPoints([other()], rule, ['v0', 'v9'], plan);
  expect(points?.points.map(({ model, value, href }) => [model, value, href])).toEqual([
    ['v0', 50, '#/benchmarks?path=%2Ftwo&benchmark=pope&model=v0&seed=1'],
    ['v9', 90, '#/benchmarks?path=%2Ftwo&benchmark=pope&model=v9&seed=1'],
  ]);
  expect(otherPoints([other()], { ...rule, scorer: 'another' }, ['v0'], plan)).toEqual([]);
  const theirs = {
    ...plan,
    specialists: [specialist('counting')],
    controls: ['equal-compute'],
  } as unknown as Plan;
  const joined = joinedPlan(plan, [other({ plan: theirs })]);
  expect(joined.specialists.map(({ name }) => name)).toEqual(['ocr', 'counting']);
  expect(joined.controls).toEqual(['shuffled', 'equal-compute']);
});

test('the address keeps who is compared: two at the most, never itself', () => {
  const wanted = (href: string) => {
    const route = routeOf(href);
    return 'query' in route ? othersWanted(route.query, route.path) : [];
  };
  expect(wanted(hrefWith('/one', ['/two', '/a folder/three']))).toEqual(['/two', '/a folder/three']);
  expect(wanted(hrefWith('/one', ['/one', '/two']))).toEqual(['/two']);
  expect(wanted(hrefWith('/one', []))).toEqual([]);
});
