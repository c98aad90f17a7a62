/** A folder of experiments of a test's own, with real experiments in it. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Places, placesOf } from '../../../../main/engine/places.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../../../main/engine/run/experiment.ts';
import {
  allSteps,
  insertImages,
  insertSets,
  openForWriting,
  saveStep,
} from '../../../../main/engine/store/index.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { temporaryFolder } from '../../../temporary.ts';

/** Within a test; experiments are made and looked for below it. */
export function ownHome(): string {
  const home = temporaryFolder('home');
  const before = process.env.SQUARED_HOME;
  process.env.SQUARED_HOME = home;
  onTestFinished(() => {
    if (before === undefined) delete process.env.SQUARED_HOME;
    else process.env.SQUARED_HOME = before;
  });
  return home;
}

export const smallPlan = (): Plan => ({ ...planOf('smoke'), rounds: 1, specialists: [] });

/** An experiment with one image whose steps are all done. */
export function finishedExperiment(home: string, name: string, plan = smallPlan()): Places {
  const places = placesOf(join(home, 'experiments', name));
  writeExperiment(places.folder, plan);
  const db = openForWriting(places.database);
  insertSets(db, [{ name: 'pretrain', role: 'pretrain' }]);
  insertImages(db, [
    {
      set: 'pretrain',
      name: '1.jpg',
      file: join(places.world, '1.jpg'),
      sha256: 'x',
      width: 96,
      height: 96,
      row: 0,
      truth: null,
      turns: [{ user: 'describe the image briefly.', assistant: 'a dog' }],
    },
  ]);
  for (const step of allSteps(db))
    saveStep(db, {
      ...step,
      state: 'done',
      startedAt: '2026-01-01T00:00:00.000Z',
      endedAt: '2026-01-01T00:00:10.000Z',
    });
  db.close();
  return places;
}
