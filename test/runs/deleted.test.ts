/** Two experiments share what one of them has made; that one is deleted, and the others miss nothing. */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { experimentsFolder, placesOf } from '../../main/engine/places.ts';
import { planOf } from '../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../main/engine/run/experiment.ts';
import { bytesIn } from '../../main/engine/run/folder-bytes.ts';
import { preview } from '../../main/engine/run/preview.ts';
import { runExperiment } from '../../main/engine/run/run-experiment.ts';
import { emptyTrash, moveToTrash } from '../../main/engine/run/trash.ts';
import type { Plan } from '../../shared/plan.ts';
import { results, runHere, stepsOf } from './little-experiment.ts';

const plan: Plan = {
  ...planOf('smoke'),
  rounds: 1,
  specialists: [],
  benchmarks: ['pope', 'caption'],
  captioner: { kind: 'onnx', precision: 'fp32' },
};
/** Changed late: only the last training is another. */
const changed: Plan = { ...plan, template: 'recaption' };
const shared = ['features', 'train.seed1.v0', 'evaluate.seed1.v0', 'export.seed1.v0', 'recaption.seed1.v0'];

/** Another file system than the experiments', so that nothing can be linked there. */
const elsewhere = '/dev/shm';
const isElsewhere = existsSync(elsewhere) && statSync(elsewhere).dev !== statSync(tmpdir()).dev;

let first: string;
let before: ReturnType<typeof results>;
/** What the dry run says would be taken over. */
let promised: string[];
const folders: Record<'linked' | 'copied', string> = { linked: '', copied: '' };

/** Runs until the last training, the first step that cannot be taken over, is under way. */
async function untilOwnTraining(folder: string): Promise<void> {
  writeExperiment(folder, changed);
  const stop = new AbortController();
  const state = await runExperiment(
    folder,
    (event, data) => {
      if (event === 'run.step' && 'step' in data && data.step.id === 'train.seed1.v1') stop.abort();
    },
    stop.signal,
  );
  expect(state).toBe('cancelled');
}

beforeAll(async () => {
  process.env.SQUARED_HOME = mkdtempSync(join(tmpdir(), 'squared-home-'));
  first = join(experimentsFolder(), 'first');
  writeExperiment(first, plan);
  expect(await runHere(first)).toBe('done');
  before = results(first);
  promised = (await preview(changed, false)).steps.flatMap(({ id, estimate }) =>
    estimate.reused === 'first' ? [id] : [],
  );
  folders.linked = join(experimentsFolder(), 'linked');
  await untilOwnTraining(folders.linked);
  if (isElsewhere) {
    folders.copied = join(mkdtempSync(join(elsewhere, 'squared-copied-')), 'copied');
    await untilOwnTraining(folders.copied);
  }
}, 600_000);
afterAll(() => {
  rmSync(process.env.SQUARED_HOME as string, { recursive: true, force: true });
  if (folders.copied) rmSync(join(folders.copied, '..'), { recursive: true, force: true });
  delete process.env.SQUARED_HOME;
});

const weights = (folder: string) => join(placesOf(folder).checkpoint(1, 'v0'), 'model.safetensors');

describe('while the first one is there', () => {
  test('the dry run has said which steps would be taken over', () => {
    expect(promised).toEqual(shared);
  });

  test('what was taken over lies on the disk once, and is told as shared by both', async () => {
    expect(statSync(weights(folders.linked)).ino).toBe(statSync(weights(first)).ino);
    const [theirs, ours] = [await bytesIn(first), await bytesIn(folders.linked)];
    expect(ours.shared).toBeGreaterThan(1e6);
    expect(ours.shared).toBe(theirs.shared);
    expect(ours.shared).toBeLessThan(ours.bytes);
  });

  test.runIf(isElsewhere)('where nothing can be linked it is copied, and nothing is shared', async () => {
    expect(statSync(weights(folders.copied)).nlink).toBe(1);
    expect(statSync(weights(folders.copied)).size).toBe(statSync(weights(first)).size);
    expect((await bytesIn(folders.copied)).shared).toBe(0);
  });
});

describe('when the first one is deleted for good', () => {
  test('it is gone, and what was shared is now the other’s own', async () => {
    const { shared: sharedBefore } = await bytesIn(folders.linked);
    moveToTrash(first);
    expect(await emptyTrash()).toBe(1);
    expect(existsSync(first)).toBe(false);
    expect(sharedBefore).toBeGreaterThan(0);
    expect((await bytesIn(folders.linked)).shared).toBe(0);
    expect(statSync(weights(folders.linked)).nlink).toBe(1);
  });

  for (const name of ['linked', 'copied'] as const) {
    test.runIf(name === 'linked' || isElsewhere)(
      `the one that ${name} it resumes, evaluates and reports`,
      async () => {
        const folder = folders[name];
        expect(await runHere(folder)).toBe('done');
        const steps = stepsOf(folder);
        expect(
          steps.filter(({ note }) => note?.startsWith('Taken over from first')).map(({ id }) => id),
        ).toEqual(shared);
        const after = results(folder);
        expect(after.integrity).toBe('ok');
        expect(after.captions).toEqual(before.captions);
        const ofV0 = (all: typeof before.predictions) =>
          all.filter((one) => (one as { model: string }).model === 'v0');
        expect(ofV0(after.predictions)).toEqual(ofV0(before.predictions));
        expect(after.predictions.length).toBe(before.predictions.length);
        expect(existsSync(join(placesOf(folder).report, 'report.html'))).toBe(true);
      },
      300_000,
    );
  }
});
