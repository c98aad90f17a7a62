/**
 * `npm run bench -- method`: planning an experiment of 100 steps, and a paired bootstrap of 10,000 resamples over 10,000 samples, for scores
 * of 0 and 1 and for scores that all differ; the same with SciPy or NumPy in the project's Python, on the same scores, in the same run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planOfDocument } from '../../main/engine/plan/document.ts';
import { expand } from '../../main/engine/plan/expand.ts';
import { keysWith } from '../../main/engine/run/reuse.ts';
import { pythonPath } from '../../main/engine/setup/python-step.ts';
import { pairedComparison } from '../../main/engine/stats/index.ts';
import { randomBits } from '../../main/engine/stats/random.ts';
import { conclude, type Figure } from './figures.ts';

const samples = 10_000;
const resamples = 10_000;
const folder = mkdtempSync(join(tmpdir(), 'squared-bench-'));

/** By the clock, and what the processor spent on it: on a machine that others use too, only the second says what the work costs. */
interface Took {
  readonly clock: number;
  readonly processor: number;
}

function milliseconds(work: () => void): Took {
  const used = process.cpuUsage();
  const began = performance.now();
  work();
  const clock = performance.now() - began;
  const { user, system } = process.cpuUsage(used);
  return { clock, processor: (user + system) / 1000 };
}

const best = (all: readonly Took[]): Took => ({
  clock: Math.min(...all.map(({ clock }) => clock)),
  processor: Math.min(...all.map(({ processor }) => processor)),
});

const figures = (name: string, { clock, processor }: Took, unit: string, goal: number | null): Figure[] => [
  { name, value: clock, unit, goal, least: true },
  { name: '  of it processor time', value: processor, unit, goal: null },
];

/** Parse, expand and name every step; what is read for the names (code and weights) is part of it. */
function planning(): Figure[] {
  const text = 'base: demo\nseeds: [1, 2, 3, 4]\n';
  let steps = 0;
  const plan = () => {
    const parsed = planOfDocument(text, 'plan.yaml');
    steps = expand(parsed).length;
    if (keysWith(parsed, { data: '', exams: '' }).size !== steps)
      throw new Error('Not every step has a key.');
  };
  const first = milliseconds(plan);
  const again = best(Array.from({ length: 10 }, () => milliseconds(plan)));
  if (steps < 100) throw new Error(`The plan has ${steps} steps only.`);
  return [
    ...figures(`planning ${steps} steps, first in a process`, first, 'ms', 100),
    ...figures(`planning ${steps} steps, again`, again, 'ms', 100),
  ];
}

/** Ours and the rival's on the same scores; both intervals are shown, as speed without agreement means nothing. */
function bootstrap(name: string, a: Float64Array, b: Float64Array): Figure[] {
  let found = '';
  const ours = best(
    Array.from({ length: 3 }, () =>
      milliseconds(() => {
        const { low, high } = pairedComparison(a, b, { seed: 1, resamples });
        found = `${low.toFixed(5)} to ${high.toFixed(5)}`;
      }),
    ),
  );
  const file = join(folder, 'scores.f64');
  writeFileSync(file, Buffer.concat([a, b].map(({ buffer }) => Buffer.from(buffer))));
  const script = join(import.meta.dirname, 'statistics', 'paired_bootstrap.py');
  const { stdout, stderr, status } = spawnSync(pythonPath, [script, file, String(resamples)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The rival failed: ${stderr}`);
  const rival = JSON.parse(stdout) as {
    how: string;
    seconds: number;
    processor: number;
    low: number;
    high: number;
  };
  console.log(`${name}: ours ${found}; ${rival.how} ${rival.low.toFixed(5)} to ${rival.high.toFixed(5)}`);
  return [
    ...figures(`${name}: ours`, { clock: ours.clock / 1000, processor: ours.processor / 1000 }, 's', 1),
    ...figures(`${name}: ${rival.how}`, { clock: rival.seconds, processor: rival.processor }, 's', null),
    {
      name: `${name}: times as fast, by processor time`,
      value: (rival.processor * 1000) / ours.processor,
      unit: 'x',
      goal: null,
    },
  ];
}

try {
  const bits = randomBits(1);
  const scores = (of: (uniform: number) => number) =>
    Float64Array.from({ length: samples }, () => of(bits() / 2 ** 32));
  const right = (chance: number) => scores((uniform) => (uniform < chance ? 1 : 0));
  conclude('method', [
    ...planning(),
    ...bootstrap('paired bootstrap, 0/1', right(0.65), right(0.6)),
    ...bootstrap(
      'paired bootstrap, real',
      scores((uniform) => uniform),
      scores((uniform) => uniform ** 1.05),
    ),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
