import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import {
  agreements,
  leftShare,
  winRates,
  winRatesByJudge,
} from '../../../../main/engine/judges/human-results.ts';
import { modelResults } from '../../../../main/engine/judges/model-results.ts';
import { writeReport } from '../../../../main/engine/report/index.ts';
import type { Judgement, ModelJudgement } from '../../../../main/engine/store/index.ts';
import type { JudgeResults } from '../../../../shared/judge.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { madeUpReport } from './made-up.ts';

const options = { seed: 1, resamples: 1000 };
const stratum = { first: 'original', second: 'v0', seed: 1 };

/** Invented answers; every figure made of them is computed as for real ones. */
function judged(): JudgeResults {
  const people = ['anna', 'ben'].flatMap((judge, j) =>
    Array.from(
      { length: 30 },
      (_, i): Judgement => ({
        ...stratum,
        judge,
        pairId: i,
        imageId: i,
        swapped: (i + j) % 2 === 1,
        answer: (i + 7 * j) % 10 === 0 ? 'tie' : (i + j) % 3 === (i + j) % 2 ? 'right' : 'left',
      }),
    ),
  );
  const model = Array.from({ length: 20 }, (_, i) =>
    [false, true].map(
      (swapped): ModelJudgement => ({
        ...stratum,
        pairId: i,
        imageId: i,
        swapped,
        answer: i % 4 === 0 ? 'left' : swapped ? 'left' : 'right',
      }),
    ),
  ).flat();
  const scores = ['original', 'v0'].flatMap((source, s) =>
    Array.from({ length: 20 }, (_, i) => ({ source, seed: 1, imageId: i, score: 3 + 2 * s + (i % 4) })),
  );
  return {
    strata: [{ ...stratum, forPeople: 30, pairs: 30, lookedAt: 33, identical: 3 }],
    judges: [
      { judge: 'Anna', answered: 30, skipped: 1, lastAt: '' },
      { judge: 'Ben', answered: 30, skipped: 0, lastAt: '' },
    ],
    winRates: winRates(people, options),
    byJudge: winRatesByJudge(people, (name) => name, options),
    left: leftShare(people, options),
    agreement: agreements(people, (name) => name, options),
    measures: [
      { measure: 'words', share: { value: 0.7, low: 0.5, high: 0.9, n: 20 }, decided: 20, undecided: 10 },
      { measure: 'judge:<b>x</b>', share: null, decided: 0, undecided: 20 },
    ],
    models: [
      {
        judge: '<b>x</b>',
        addresses: ['http://127.0.0.1:1/v1'],
        ...modelResults(model, scores, options),
        failures: [{ reason: 'status 400: no', count: 2 }],
        tokens: 40,
        usd: 0.01,
      },
    ],
  };
}

test('Table 8, agreement, measures and the judge model stand in the report with their intervals, and in files', async () => {
  const folder = temporaryFolder('report');
  const results = judged();
  const { html } = await writeReport({ ...madeUpReport(), judged: results }, folder);
  const { document } = parseHTML(await readFile(html, 'utf8'));
  const rows = (id: string) =>
    [...(document.getElementById(id)?.querySelectorAll('tbody tr') ?? [])].map((row) => row.textContent);
  const [rate] = results.winRates;
  const percent = (value: number | undefined) => ((value ?? Number.NaN) * 100).toFixed(1);
  expect(rows('table-8-judges')).toEqual([
    expect.stringContaining(
      `V0 against Original text${percent(rate?.winRate.value)}${percent(rate?.winRate.low)} to`,
    ),
    // Each person alone stands below all, with an interval of their own.
    ...results.byJudge.map(({ judge, winRate }) =>
      expect.stringContaining(
        `V0 against Original text: ${judge} alone${percent(winRate.value)}${percent(winRate.low)} to`,
      ),
    ),
  ]);
  expect(results.byJudge.map(({ judge }) => judge)).toEqual(['anna', 'ben']);
  expect(document.getElementById('table-8-judges')?.textContent).toContain('3 of the 33 images looked at');
  expect(document.getElementById('table-8-judges')?.textContent).toContain('counted nowhere: 1 pair.');
  expect(rows('judge-agreement').length).toBe(1);
  expect(rows('judge-measures').length).toBe(2);
  expect(rows('judge-models')[0]).toContain('<b>x</b>');
  // Five of twenty are contradictory: first shown wins both times.
  expect(rows('judge-bias')[0]).toContain('75.0');
  expect(rows('judge-bias')[0]).toContain('62.5');
  expect([...document.querySelectorAll('#judges b')].map((one) => one.textContent)).not.toContain('x');
  expect(document.querySelector('#judges')?.innerHTML).not.toContain('<b>x</b>');
  expect(document.querySelectorAll('#judges svg').length).toBe(1);

  const csv = await readFile(join(folder, 'tables/table-8-judges.csv'), 'utf8');
  expect(csv.split('\r\n')[0]).toBe(
    'comparison,win_rate,win_rate_low,win_rate_high,wins,ties,losses,images,judges',
  );
  expect(csv).toContain(String(rate?.winRate.value));
  expect(await readFile(join(folder, 'tables/table-8-judges.tex'), 'utf8')).toContain(
    'V0 against Original text',
  );
  expect(await readFile(join(folder, 'figures/judge-scores-1.svg'), 'utf8')).toMatch(/^<svg/);
  const json = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
  expect(json.judged.winRates).toEqual(results.winRates);
});

test('where nobody has judged there is no such section', async () => {
  const nobody = {
    strata: [],
    judges: [],
    winRates: [],
    byJudge: [],
    left: null,
    agreement: [],
    measures: [],
    models: [],
  };
  for (const told of [nobody, null]) {
    const { html, files } = await writeReport({ ...madeUpReport(), judged: told }, temporaryFolder('report'));
    expect(parseHTML(await readFile(html, 'utf8')).document.getElementById('judges')).toBeNull();
    expect(files.filter((file) => file.includes('judge'))).toEqual([]);
  }
});
