/** Estimates of a plan whose model is the user's own: bytes by its shape, times from pico's until its own are measured. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shapeOfModel } from '../../../../main/engine/models/known.ts';
import { type OwnModel, ownModel } from '../../../../main/engine/models/own-model.ts';
import { shapeOf } from '../../../../main/engine/models/shape.ts';
import { parametersOf } from '../../../../main/engine/models/tensors.ts';
import { estimate } from '../../../../main/engine/plan/estimate.ts';
import { graphOf } from '../../../../main/engine/plan/graph.ts';
import type { DatasetCounts } from '../../../../main/engine/plan/planned-stages.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import type { Measurement, Rates } from '../../../../main/engine/plan/rates.ts';
import { shippedRates } from '../../../../main/engine/run/rates.ts';
import { smolvlm256 } from '../models/folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'squared-config-'));
writeFileSync(join(folder, 'config.json'), JSON.stringify(smolvlm256));
const shape = shapeOf(folder);
rmSync(folder, { recursive: true });
const plan = { ...planOf('smoke'), model: '/models/mine' };
const counts: DatasetCounts = {
  sets: [
    { name: 'pretrain', role: 'pretrain', images: 10_000 },
    { name: 'sft', role: 'sft', images: 2000 },
    { name: 'bench', role: 'bench', images: 500 },
  ],
  described: 10_000,
  questions: new Map([['pope', 900]]),
};
const images = 12_500;

const own = (free: number): OwnModel =>
  ownModel({ key: 'model abc', title: 'mine', shape, pico: shapeOfModel('pico'), images, free });

const nothing: Rates = { seconds: new Map(), bytes: new Map(), usd: new Map(), filled: new Map() };

function estimated(model: OwnModel | null, here: Rates = nothing) {
  const { steps, estimate: whole } = estimate({
    plan,
    nodes: graphOf(plan),
    counts,
    why: '',
    own: model,
    reused: new Map(),
    here,
    shipped: shippedRates(),
    notes: [],
  });
  const of = (id: string) => steps.get(id) as NonNullable<ReturnType<typeof steps.get>>;
  return { of, notes: whole.notes.join(' ') };
}

test('what it writes follows from its shape', () => {
  const { of } = estimated(own(1e12));
  expect(of('features').bytes).toBe(images * 64 * 12_288 * 2);
  expect(of('import').bytes).toBeGreaterThan(images * 512 * 512 * 3);
  // The checkpoint in single precision, and what is shared of it; texts beside them.
  expect(of('train.seed1.v0').bytes).toBeGreaterThan(4 * parametersOf(shape));
});

test('times that were never measured with it are drawn from pico’s, and said to be', () => {
  const { of, notes } = estimated(own(1e12));
  const asPico = estimated(null).of;
  for (const id of ['features', 'train.seed1.v0', 'recaption.seed1.v0', 'evaluate.seed1.v0'])
    expect((of(id).seconds as number) / (asPico(id).seconds as number), id).toBeGreaterThan(20);
  expect(of('decide.seed1.v1').seconds).toBe(asPico('decide.seed1.v1').seconds);
  expect(notes).toMatch(/\d+ of \d+ figures are drawn from pico's by how many operations mine takes/);
});

test('its own rates, once measured, stand before pico’s', () => {
  const measured = (perItem: number): Measurement[] => [{ items: 1000, perItem }];
  const here = { ...nothing, seconds: new Map([['model abc: features/pico', measured(0.25)]]) };
  expect(estimated(own(1e12), here).of('features').seconds).toBe(images * 0.25);
  const another = { ...nothing, seconds: new Map([['model xyz: features/pico', measured(0.25)]]) };
  expect(estimated(own(1e12), another).of('features').seconds).not.toBe(images * 0.25);
});

test('features that would take too much of the disk are not kept: that is said, and costs time instead', () => {
  // They take 19.7 GB.
  const [kept, anew] = [estimated(own(60e9)), estimated(own(40e9))];
  expect(kept.of('features').bytes).toBeGreaterThan(19e9);
  expect(anew.of('features')).toMatchObject({ bytes: 0, seconds: 0 });
  expect(anew.notes).toContain('they are not kept');
  expect(kept.notes).not.toContain('they are not kept');
  for (const id of ['train.seed1.v0', 'recaption.seed1.v0', 'evaluate.seed1.v0'])
    expect(anew.of(id).seconds as number, id).toBeGreaterThan(kept.of(id).seconds as number);
});
