/** What past experiments on this machine took for their steps, gathered as rates for estimates; and the rates that ship with the project. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LossPoint, Step } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { TrainerEvent } from '../../../shared/trainer-protocol.ts';
import type { OwnModel } from '../models/own-model.ts';
import { type Places, resources } from '../places.ts';
import { graphOf } from '../plan/graph.ts';
import { type DatasetCounts, optimiserSteps, plannedStages, ratesOfStage } from '../plan/planned-stages.ts';
import type { Measure, Measurement, Rates } from '../plan/rates.ts';
import { type Artifact, besideSteps, namedFor, type Work, workOf } from '../plan/work.ts';
import { nameOf } from '../scorers/planned.ts';
import { chosenDevice } from '../settings.ts';
import { heldModel } from '../steps/held-model.ts';
import { mostAnswers } from '../steps/samples/prompts.ts';
import {
  allLosses,
  allSteps,
  countDescribed,
  countRows,
  type Db,
  factOf,
  openForReading,
  priceOfCaptions,
  setsOf,
} from '../store/index.ts';
import { type Description, describe } from './experiment.ts';
import { bytesAt } from './folder-bytes.ts';
import { ownModelOf } from './own-model.ts';
import { experimentsBut, wasTaken } from './reuse.ts';

/** Older ones say less about the machine as it is now. */
const mostExperiments = 10;

const Measurements = z.record(
  z.string(),
  z.array(z.strictObject({ items: z.number(), perItem: z.number() })),
);
const Shipped = z.strictObject({
  /** Where and when, as it is shown: "those measured on ...". */
  measured: z.string(),
  seconds: Measurements,
  bytes: Measurements,
  usd: Measurements,
  filled: Measurements,
});

export function shippedRates(): Rates & { readonly measured: string } {
  const { measured, ...rates } = Shipped.parse(
    JSON.parse(readFileSync(join(resources, 'rates.json'), 'utf8')),
  );
  const maps = Object.entries(rates).map(([measure, of]) => [measure, new Map(Object.entries(of))]);
  return { ...(Object.fromEntries(maps) as Rates), measured };
}

/** Of the newest experiments, on the device that the newest of them ran on; where the user has chosen one, on that kind of device. */
export function measuredRates(): Rates {
  const gathered: Record<Measure, Map<string, Measurement[]>> = {
    seconds: new Map(),
    bytes: new Map(),
    usd: new Map(),
    filled: new Map(),
  };
  const add: Add = (measure, name, items, total) => {
    if (!(items > 0) || !(total >= 0)) return;
    const known = gathered[measure].get(name) ?? [];
    gathered[measure].set(name, [...known, { items, perItem: total / items }]);
  };
  const chosen = chosenDevice();
  let device: string | null = chosen === 'cpu' ? chosen : null;
  for (const { places, description } of newestExperiments()) {
    try {
      const db = openForReading(places.database);
      try {
        const own = factOf<Extract<TrainerEvent, { event: 'ready' }>>(db, 'trainer')?.device ?? null;
        if (own === 'cpu' && chosen?.startsWith('cuda')) continue;
        device ??= own;
        if (own === null || own === device) measure(places, description, db, add);
      } finally {
        db.close();
      }
    } catch {
      // What cannot be read has nothing to tell; `list` shows it as damaged.
    }
  }
  return gathered;
}

/** `total` seconds, bytes or USD for `items`. */
type Add = (measure: Measure, name: string, items: number, total: number) => void;

function newestExperiments(): { places: Places; description: Description }[] {
  return experimentsBut(null)
    .flatMap((places) => {
      try {
        return [{ places, description: describe(places.folder) }];
      } catch {
        return [];
      }
    })
    .sort((a, b) => b.description.createdAt.localeCompare(a.description.createdAt))
    .slice(0, mostExperiments);
}

/** Under every name that fits, so that a plan finds the closest. */
function measure(places: Places, { plan }: Description, db: Db, add: Add): void {
  const steps = allSteps(db);
  const counts = { sets: setsOf(db), described: countDescribed(db), questions: allQuestions(plan) };
  const reused = new Set(steps.filter(wasTaken).map(({ id }) => id));
  const own = ownModelOf(plan.model, counts, heldModel(db));
  const work = workOf(graphOf(plan), { plan, counts, reused, filled: () => 1, own });
  const losses = Map.groupBy(allLosses(db), ({ stepId }) => stepId);
  for (const step of steps) {
    const one = work.get(step.id);
    if (step.state !== 'done' || reused.has(step.id) || !one || one.idle !== null) continue;
    if (step.kind === 'train') addTraining(step, plan, { counts, own }, losses.get(step.id) ?? [], add);
    else addSeconds(step, one, add);
    if (step.kind === 'recaption') addCaptions(step, plan, one, counts.sets, db, add);
    for (const { artifact, rates, items, each } of one.bytes) {
      if (each !== undefined) continue;
      const bytes = artifact === 'rows' ? null : bytesAt(placeOf(artifact, step, places));
      if (bytes !== null) for (const name of rates) add('bytes', name, observed(step, items), bytes);
    }
  }
  const database = bytesAt(places.database);
  if (database !== null) add('bytes', 'rows', countRows(db), database);
}

/** A benchmark that was asked counts as there: what was answered is told by the step itself. */
const allQuestions = ({ benchmarks }: Plan) => new Map(benchmarks.map((planned) => [nameOf(planned), 1]));

/** What the step itself has counted, where its kind counts items. */
const observed = ({ kind, done }: Step, items: number): number =>
  (kind === 'recaption' || kind === 'evaluate') && done > 0 ? done : items;

const secondsOf = ({ startedAt, endedAt }: Step): number =>
  startedAt && endedAt ? (Date.parse(endedAt) - Date.parse(startedAt)) / 1000 : Number.NaN;

/** By the step's own rate, which holds for a resumed one too; else by the clock. */
function addSeconds(step: Step, { seconds }: Work, add: Add): void {
  const counts = ['world', 'import', 'leakage', 'features', 'recaption', 'evaluate'].includes(step.kind);
  for (const { rates, items } of seconds) {
    const all = observed(step, items);
    const took = counts ? (step.rate ? all / step.rate : Number.NaN) : secondsOf(step);
    for (const name of rates) add('seconds', name, all, took);
  }
}

function addTraining(
  step: Step,
  plan: Plan,
  { counts, own }: { counts: DatasetCounts; own: OwnModel | null },
  points: readonly LossPoint[],
  add: Add,
): void {
  let [before, inSteps] = [0, 0];
  for (const stage of plannedStages(step, { plan, counts })) {
    const seen = points.filter((point) => point.stage === stage.name);
    // Another training's stage was shared: its steps count, and took no time here.
    if (seen.length === 0) before += optimiserSteps(stage);
    let [samples, seconds] = [0, 0];
    for (const { at, samplesPerSecond } of seen) {
      const between = (at - before) * stage.stage.batchSize;
      samples += between;
      seconds += between / samplesPerSecond;
      before = at;
    }
    for (const name of namedFor(own, ratesOfStage(stage))) add('seconds', name, samples, seconds);
    inSteps += seconds;
  }
  // Negative where it was resumed: the clock then tells the last sitting only, which add() refuses.
  for (const name of namedFor(own, [besideSteps])) add('seconds', name, 1, secondsOf(step) - inSteps);
}

function addCaptions(
  step: Step,
  plan: Plan,
  { usd }: Work,
  sets: ReturnType<typeof setsOf>,
  db: Db,
  add: Add,
): void {
  const { model, seed, total } = step;
  if (model === null || seed === null) return;
  const price = priceOfCaptions(db, model, seed);
  for (const { rates } of usd) for (const name of rates) add('usd', name, price.captions, price.usd);
  const specialist = plan.specialists.find(({ name }) => name === model);
  if (!specialist) return;
  const images = sets.filter(({ role }) => role === 'pretrain').reduce((sum, set) => sum + set.images, 0);
  const { open, slotted } = mostAnswers(specialist.prompts);
  for (const name of [model, 'any']) add('filled', name, slotted * images, total - open * images);
}

function placeOf(artifact: Exclude<Artifact, 'rows'>, { id, seed, model }: Step, places: Places): string {
  const of = [seed ?? 0, model ?? ''] as const;
  switch (artifact) {
    case 'checkpoint':
      return places.checkpoint(...of);
    case 'shared':
      return places.shared(of[0], 'align');
    case 'exported':
      return places.exported(...of);
    case 'snapshot':
      return join(places.snapshots, id);
    default:
      return places[artifact];
  }
}
