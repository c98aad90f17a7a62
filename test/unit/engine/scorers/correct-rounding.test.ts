import { expect, test } from 'vitest';
import { exp, log } from '../../../../main/engine/scorers/correct-rounding.ts';

// true values to 25 digits (arbitrary precision arithmetic); the nearest double is what JavaScript reads from them
test.each([
  [1, '0'],
  [2, '0.6931471805599453094172321'],
  [3, '1.098612288668109691395245'],
  [10, '2.302585092994045684017991'],
  [19143, '9.859692392536456573350933'],
  [123456, '11.72364009626540093516320'],
])('log %i', (x, digits) => {
  expect(log(x)).toBe(Number(digits));
});

test.each([
  [0, '1'],
  [1, '2.718281828459045235360287'],
  [-1, '0.3678794411714423215955238'],
  [-0.5, '0.6065306597126334236037995'],
  [-20.25, '1.605228055185611608653994e-9'],
])('exp %f', (x, digits) => {
  expect(exp(x)).toBe(Number(digits));
});

test('what is out of reach is as JavaScript has it', () => {
  expect(exp(1000)).toBe(Number.POSITIVE_INFINITY);
  expect(exp(-1e9)).toBe(0);
  expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(log(-1)).toBeNaN();
});
