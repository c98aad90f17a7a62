import { expect, test } from 'vitest';
import { placesOf } from '../../../../main/engine/places.ts';
import {
  allSteps,
  openForWriting,
  saveSpeed,
  saveStep,
  speedOf,
} from '../../../../main/engine/store/index.ts';
import type { StepState } from '../../../../shared/models.ts';
import { finishedExperiment, ownHome } from '../run/home.ts';

test('the speed of the step that runs, and of no other', () => {
  const db = openForWriting(placesOf(finishedExperiment(ownHome(), 'a').folder).database);
  const put = (id: string, state: StepState): void => {
    const step = allSteps(db).find((one) => one.id === id);
    if (step) saveStep(db, { ...step, state });
  };
  put('train.seed1.v0', 'running');
  expect(speedOf(db)).toBeNull();
  const speed = { step: 'train.seed1.v0', imagesPerSecond: 402.5, tokensPerSecond: 14_087 };
  saveSpeed(db, speed);
  expect(speedOf(db)).toEqual(speed);
  put('train.seed1.v0', 'done');
  expect(speedOf(db)).toBeNull();
  put('evaluate.seed1.v0', 'running');
  expect(speedOf(db)).toBeNull();
  db.close();
});
