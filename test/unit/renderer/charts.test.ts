import { expect, test } from 'vitest';
import { legendEntries } from '../../../renderer/charts/legend-entries.ts';
import { placesOf } from '../../../renderer/charts/places.ts';
import { movedBy } from '../../../renderer/components/use-chart-keys.ts';
import { modelColour, modelOrder } from '../../../renderer/data/names.ts';
import { detailsOf } from '../../../renderer/views/rounds/score-details.ts';
import { ticksThatFit } from '../../../shared/charts/places.ts';
import { valueRange } from '../../../shared/charts/value-range.ts';
import type { Score } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';

const specialist = (name: string) => ({ name, set: name, prompts: ['?'], benchmark: 'vsr' });
const plan = { specialists: [specialist('spatial'), specialist('ocr')] } as unknown as Plan;

test('rounds stand one apart, other roles set apart, several of a role under one word', () => {
  const places = placesOf(['final', 'ocr', 'v1', 'spatial', 'v0', 'shuffled'], plan);
  expect([...places.at.keys()]).toEqual(['v0', 'v1', 'spatial', 'ocr', 'final', 'shuffled']);
  const at = (model: string): number => places.at.get(model) ?? Number.NaN;
  expect(at('v1') - at('v0')).toBe(1);
  expect(at('spatial') - at('v1')).toBeGreaterThan(1);
  expect(places.ticks.map(({ label }) => label)).toEqual(['V0', 'V1', 'Specialists', 'Final', 'Control']);
  expect(places.ticks[2]?.x).toBeCloseTo((at('spatial') + at('ocr')) / 2);
});

test('the original text leads on to the rounds without a gap', () => {
  const { at } = placesOf(['v0', 'original'], plan);
  expect(at.get('v0')).toBe(1);
});

test('small differences do not fill the axis, and the axis stays within its bounds', () => {
  const bounds = { least: 10, floor: 0, ceiling: 104 };
  const [low, high] = valueRange([{ value: 50, low: 49, high: 51 }], bounds);
  expect(high - low).toBeGreaterThanOrEqual(10);
  expect(valueRange([{ value: 1, low: 0, high: 2 }], bounds)[0]).toBe(0);
  expect(valueRange([{ value: 100, low: null, high: null }], bounds)[1]).toBe(104);
  expect(valueRange([], bounds)).toEqual([0, 10]);
});

test('details: the main metric first; pooled, further metrics are means over the seeds', () => {
  const score = (over: Partial<Score>): Score => ({
    seed: 1,
    model: 'v0',
    benchmark: 'pope',
    scorer: 'POPE evaluate.py',
    metric: 'precision',
    value: 0.2,
    low: null,
    high: null,
    n: 10,
    ...over,
  });
  const main = { metric: 'accuracy', low: 0.4, high: 0.6 };
  const [pope] = detailsOf(
    [
      score({}),
      score({ seed: 2, value: 0.4 }),
      score({ ...main, value: 0.1 }),
      score({ ...main, seed: null, value: 0.5 }),
    ],
    plan,
    null,
  );
  expect(pope?.rows.map(({ metric }) => metric)).toEqual(['accuracy', 'precision']);
  expect(pope?.rows[0]?.byModel.get('v0')).toMatchObject({ seed: null, value: 0.5, low: 0.4 });
  expect(pope?.rows[1]?.byModel.get('v0')?.value).toBeCloseTo(0.3);
});

const armed = {
  ...plan,
  controls: ['shuffled'],
  variants: [{ name: 'long-2' }, { name: 'brief' }],
} as unknown as Plan;
const many = [
  ...['v0', 'v1', 'v2', 'v3', 'spatial', 'ocr', 'final', 'only-ocr', 'without-ocr', 'final-2p5pct'],
  ...['without-specialists', 'only-spatial', 'without-spatial', 'shuffled', 'brief', 'long-2'],
];

test('arms on fewer images come last and under their share; variants keep the plan’s order and are no controls', () => {
  const order = modelOrder(many, armed);
  expect(order.slice(-4)).toEqual(['final-2p5pct', 'long-2', 'brief', 'shuffled']);
  expect(order.slice(7, 12)).toEqual([
    ...['only-spatial', 'only-ocr', 'without-spatial', 'without-ocr', 'without-specialists'],
  ]);
  const { ticks } = placesOf(many, armed);
  expect(ticks.slice(4).map(({ label }) => label)).toEqual([
    ...['Specialists', 'Final', 'Arms', 'At 2.5 %', 'Variants', 'Control'],
  ]);
});

test('an arm has the colour of its specialist, on fewer images the final generalist its own', () => {
  expect(modelColour('without-ocr', armed)).toBe(modelColour('ocr', armed));
  expect(modelColour('only-spatial-10pct', armed)).toBe(modelColour('spatial', armed));
  expect(modelColour('final-2p5pct', armed)).toBe('var(--final)');
  expect(modelColour('without-specialists', armed)).toBe('var(--control)');
});

test('a legend names every model, or where they are many each look once', () => {
  const names = (models: string[]) => legendEntries(models, armed).map(({ name }) => name);
  expect(names(['v0', 'only-ocr'])).toEqual(['V0', 'Only OCR']);
  const looks = names(many);
  expect(looks).toContain('The same at 2.5 % of the images');
  expect(looks).not.toContain('Only OCR');
  expect(looks.length).toBeLessThan(many.length);
});

test('labels that would stand over one another give way, rounds before groups', () => {
  const { ticks } = placesOf(many, armed);
  expect(ticksThatFit(ticks, 100)).toEqual(ticks);
  const close = ticksThatFit(ticks, 12).map(({ label }) => label);
  expect(close).toContain('Specialists');
  expect(close).toContain('At 2.5 %');
  expect(close[0]).toBe('V0');
  expect(close).not.toContain('V3');
});

test('keys go from point to point and stay within them', () => {
  expect(movedBy('ArrowRight', -1, 3)).toBe(0);
  expect(movedBy('ArrowRight', 2, 3)).toBe(2);
  expect(movedBy('ArrowLeft', -1, 3)).toBe(0);
  expect(movedBy('End', 0, 3)).toBe(2);
  expect(movedBy('Home', 2, 3)).toBe(0);
  expect(movedBy('Tab', 0, 3)).toBeNull();
  expect(movedBy('ArrowRight', -1, 0)).toBeNull();
});
