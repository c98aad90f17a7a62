import { expect, test } from 'vitest';
import { leakageSection } from '../../../../main/engine/report/leakage-section.ts';
import { tableCsv } from '../../../../main/engine/report/table-csv.ts';
import { leakageTables } from '../../../../main/engine/report/tables/leakage.ts';
import type { Leakage } from '../../../../shared/leakage.ts';
import { madeUpReport } from './made-up.ts';
import { madeUpLeakage } from './made-up-leakage.ts';

const said = (leakage: Leakage | null) => {
  const input = { ...madeUpReport(), leakage };
  return leakageSection(input, leakageTables(input))?.body.text ?? null;
};

test('both sides are told: benchmarks that training has, and training that benchmarks have', () => {
  const [benchmarks, training] = leakageTables(madeUpReport()).map(tableCsv);
  expect(benchmarks?.split('\r\n')[1]).toBe('POPE (object existence),500,2,1,1200,40,5');
  expect(training?.split('\r\n').slice(1, 3)).toEqual(['pretrain,5000,2,1,0,', 'ocr,2000,0,0,3,4']);
});

test('the sentence says what was found, and what became of it', () => {
  expect(said(madeUpLeakage)).toContain('2 images that are a benchmark’s very file, 1 image nearly like');
  expect(said(madeUpLeakage)).toContain('Nothing was left out');
  expect(said({ ...madeUpLeakage, excluded: 6 })).toContain('6 images were left out of training.');
  const none = madeUpLeakage.sets.map((set) => ({ ...set, exact: 0, near: 0, text: 0 }));
  expect(said({ ...madeUpLeakage, sets: none })).toContain('no image or text of a benchmark was found');
  expect(said(null)).toBeNull();
});
