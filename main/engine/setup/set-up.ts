/** Brings the named parts of the machine into order, doing only what is missing. */
import { displayStep } from './display-step.ts';
import { electronStep } from './electron-step.ts';
import { withSetupLock } from './lock.ts';
import { pythonStep } from './python-step.ts';
import { messageOf, type Report, SetupError, type SetupStep } from './step.ts';

/** In the order in which they are made. */
export const steps: readonly SetupStep[] = [pythonStep, displayStep, electronStep];
export type StepName = 'python' | 'display' | 'electron';

async function setUpOne(step: SetupStep, report: Report): Promise<void> {
  const before = await step.check();
  if (before.state === 'ok') {
    report(`${step.name}: ${before.detail}`);
    return;
  }
  report(`${step.name}: ${before.detail}`);
  const started = performance.now();
  try {
    await step.install((line) => report(`${step.name}: ${line}`));
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError(`${step.name}: ${messageOf(error)}`, `npm run setup -- ${step.name}`);
  }
  const after = await step.check();
  if (after.state !== 'ok')
    throw new SetupError(`${step.name}: ${after.detail}`, `npm run setup -- ${step.name}`);
  report(`${step.name}: ${after.detail} (${((performance.now() - started) / 1000).toFixed(0)} s)`);
}

/** Throws SetupError, with the one line to run, where set-up cannot go on. */
export async function setUp(names: readonly string[], report: Report): Promise<void> {
  const unknown = names.find((name) => !steps.some((step) => step.name === name));
  if (unknown) {
    const known = steps.map((step) => step.name).join(', ');
    throw new SetupError(`There is no part called ${unknown}; the parts are ${known}.`, 'npm run setup');
  }
  await withSetupLock(report, async () => {
    for (const step of steps) if (names.includes(step.name)) await setUpOne(step, report);
  });
}
