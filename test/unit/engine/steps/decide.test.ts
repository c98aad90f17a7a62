import { expect, test } from 'vitest';
import { decide } from '../../../../main/engine/steps/decide.ts';
import type { StepContext } from '../../../../main/engine/steps/step-context.ts';
import {
  allSteps,
  allVerdicts,
  insertPredictions,
  openForWriting,
} from '../../../../main/engine/store/index.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { finishedExperiment, ownHome, smallPlan } from '../run/home.ts';

const questions = 200;
const things = ['dog', 'apple', 'car', 'cat', 'guitar', 'house', 'boat', 'tree', 'cake', 'drum'];
const various = (i: number): string =>
  `a ${things[i % 10]} beside a ${things[(i * 7 + 3) % 10]} under a ${things[(i * 3 + 1) % 10]}`;

/** V0 and V1 have answered; V1 is right in a fifth more of the questions of the benchmarks in `better`. */
async function judged({
  stop,
  better,
  captions,
}: {
  stop?: Plan['stop']['benchmarks'];
  better: string[];
  captions: (i: number) => string;
}) {
  const base = smallPlan();
  const plan: Plan = {
    ...base,
    benchmarks: ['pope', 'vqa', 'caption'],
    stop: { ...base.stop, ...(stop ? { benchmarks: stop } : {}) },
  };
  const places = finishedExperiment(ownHome(), 'judged', plan);
  const db = openForWriting(places.database);
  for (const model of ['v0', 'v1'])
    for (const benchmark of ['pope', 'vqa', 'caption'])
      insertPredictions(
        db,
        model,
        1,
        Array.from({ length: questions }, (_, i) => ({
          benchmark,
          item: String(i).padStart(4, '0'),
          text: benchmark === 'caption' ? (model === 'v0' ? various(i) : captions(i)) : 'yes',
          score: Number(i % 2 === 0 || (model === 'v1' && better.includes(benchmark) && i % 5 === 0)),
          logProbability: 0,
        })),
      );
  const step = allSteps(db).find(({ id }) => id === 'decide.seed1.v1');
  const outcome = await decide({ plan, places, db, step } as StepContext);
  const [verdict] = allVerdicts(db);
  db.close();
  return { outcome, verdict };
}

test('a round that improves goes on, and says that nothing decayed', async () => {
  const { verdict } = await judged({ better: ['pope'], captions: (i) => various(i + 1) });
  expect(verdict?.decision).toBe('continue');
  expect(verdict?.reason).toContain(
    'No significant rise of repetition or likeness of captions of different images.',
  );
});

test('captions that become one template end the rounds, although a benchmark improves', async () => {
  const { verdict } = await judged({
    better: ['pope'],
    captions: (i) => `a ${things[i % 10]} on a plain ground`,
  });
  expect(verdict?.decision).toBe('stop');
  expect(verdict?.reason).toContain(
    'The captions decayed significantly: likeness of captions of different images',
  );
});

test('captions that go round in circles end them too', async () => {
  const { verdict } = await judged({
    better: ['pope'],
    captions: (i) => `${various(i)} and ${various(i)} and ${various(i)}`,
  });
  expect(verdict?.decision).toBe('stop');
  expect(verdict?.reason).toContain('decayed significantly: repetition');
});

test('only the chosen benchmarks decide', async () => {
  const other = await judged({ stop: ['vqa'], better: ['pope'], captions: various });
  expect(other.verdict?.decision).toBe('stop');
  expect(other.verdict?.comparisons.map(({ benchmark }) => benchmark)).toEqual(['vqa']);
  const chosen = await judged({ stop: ['vqa'], better: ['vqa'], captions: various });
  expect(chosen.verdict?.decision).toBe('continue');
});
