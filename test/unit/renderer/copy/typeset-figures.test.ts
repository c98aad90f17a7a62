import { expect, test } from 'vitest';
import { typesetFigures } from '../../../../renderer/copy/typeset-figures.ts';

test('a column has the same decimals, four figures of its largest value', () => {
  expect(typesetFigures([0.51234, 0.6, null])).toEqual(['0.5123', '0.6000', '–']);
  expect(typesetFigures([236.3456, 1.5])).toEqual(['236.3', '1.5']);
  expect(typesetFigures([12_345.6, 0])).toEqual(['12,346', '0']);
});

test('whole numbers stay whole, and a minus is a minus', () => {
  expect(typesetFigures([1_000_000, -3, 0])).toEqual(['1,000,000', '−3', '0']);
  expect(typesetFigures([-0.25, 0.5])).toEqual(['−0.2500', '0.5000']);
});

test('what is small is not nothing, and what is no number is not known', () => {
  expect(typesetFigures([0.00002, 0.9])).toEqual(['2.0e−5', '0.9000']);
  expect(typesetFigures([Number.NaN, Number.POSITIVE_INFINITY, 0.5])).toEqual(['–', '–', '0.5000']);
  expect(typesetFigures([0, 0])).toEqual(['0', '0']);
  expect(typesetFigures([])).toEqual([]);
});
