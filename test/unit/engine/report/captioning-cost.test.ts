import { expect, test } from 'vitest';
import type { ReportInput } from '../../../../main/engine/report/input.ts';
import {
  captioningCosts,
  captioningCostTable,
} from '../../../../main/engine/report/tables/captioning-cost.ts';
import type { Step } from '../../../../shared/models.ts';
import { madeUpReport } from './made-up.ts';

const base = madeUpReport();

function step(kind: Step['kind'], model: string, seconds: number, changes: Partial<Step> = {}): Step {
  const times = { startedAt: new Date(0).toISOString(), endedAt: new Date(seconds * 1000).toISOString() };
  return {
    ...(base.steps[0] as Step),
    ...{ id: `${kind}.seed1.${model}`, kind, model, seed: 1, rate: null, done: 1, ...times, ...changes },
  };
}

function input(steps: Step[], images: number, plan: Partial<ReportInput['plan']> = {}): ReportInput {
  const imagesByStep = Object.fromEntries(steps.map(({ id }) => [id, images]));
  return { ...base, plan: { ...base.plan, ...plan }, steps, cost: { usdByStep: {}, imagesByStep } };
}

test('1,000 images in an hour cost an hour, and people’s price over it is the ratio', () => {
  const steps = [step('train', 'v0', 7200), step('recaption', 'v0', 3600, { done: 1000, round: 1 })];
  const [own] = captioningCosts(input(steps, 1000));
  expect(own?.usdPerThousand).toBeCloseTo(4.91, 9);
  expect(own?.usdPerThousandTrained).toBeCloseTo(3 * 4.91, 9);
  const cells = captioningCostTable(input(steps, 1000))?.rows[0]?.cells;
  expect(cells?.at(-2)).toEqual({ value: expect.closeTo(36 / 4.91, 9) });
});

test('the plan’s prices are used and named; only the paper’s own price is called the paper’s', () => {
  const steps = [step('recaption', 'v0', 3600, { done: 1000 })];
  const priced = (prices: ReportInput['plan']['prices']) =>
    captioningCostTable(input(steps, 1000, { prices }))?.notes[0];
  expect(priced({ deviceHour: 4.91, peoplePerThousand: 36 })).toContain('the paper’s price of an H100');
  expect(priced({ deviceHour: 1, peoplePerThousand: 20 })).toMatch(
    /^Machine: 1 USD an hour \(the plan’s price/,
  );
  expect(priced({ deviceHour: 1, peoplePerThousand: 20, source: 'our cluster' })).toContain('(our cluster');
});

test('a specialist’s several texts are told, and priced by the image', () => {
  const [own] = captioningCosts(input([step('recaption', 'ocr', 100, { done: 3000, rate: 30 })], 1000));
  expect(own).toMatchObject({ images: 1000, captions: 3000, usdPerThousand: expect.closeTo(0.1364, 4) });
});

test('a resumed step is priced by its rate over all its captions', () => {
  const [own] = captioningCosts(input([step('recaption', 'v0', 5, { done: 1000, rate: 2 })], 1000));
  expect(own?.seconds).toBe(500);
});

test('what was taken over is left out, and no training is invented for it', () => {
  const taken = { done: 0, total: 0 };
  const steps = [step('train', 'v0', 0, taken), step('recaption', 'v0', 100, { done: 1000 })];
  expect(captioningCosts(input(steps, 1000))[0]?.usdPerThousandTrained).toBeNull();
  expect(captioningCosts(input([step('recaption', 'v0', 0, taken)], 1000))).toEqual([]);
  expect(captioningCostTable(input([], 0))).toBeNull();
});

test('a variant’s prompts are put to V0, whose training counts; another model’s training is nobody’s here', () => {
  const variants = [{ name: 'brief', prompts: ['describe the image briefly.'] }];
  const steps = [
    step('train', 'v0', 3600),
    step('train', 'brief', 9999),
    step('recaption', 'brief', 3600, { done: 1000 }),
    step('train', 'other-captioner', 9999),
    step('recaption', 'other-captioner', 3600, { done: 1000 }),
  ];
  const otherCaptioner = { kind: 'folder' as const, path: '/models/other', precision: 'fp32' as const };
  const costs = captioningCosts(
    input(steps, 1000, { variants, otherCaptioner, controls: ['other-captioner'] }),
  );
  const trained = new Map(costs.map(({ model, usdPerThousandTrained }) => [model, usdPerThousandTrained]));
  expect(trained.get('brief')).toBeCloseTo(2 * 4.91, 9);
  expect(trained.get('other-captioner')).toBeNull();
});
