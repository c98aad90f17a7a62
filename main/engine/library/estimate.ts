/** What a plan would take: from steps that were measured on this machine, else from the time that its preset names. */
import type { Plan, Step } from '../../../shared/models.ts';
import type { PresetInfo } from '../../../shared/requests.ts';
import type { Estimate } from '../../../shared/wizard-requests.ts';
import { EngineFailure } from '../failure.ts';
import { experimentsFolder } from '../places.ts';
import { expand } from '../plan/expand.ts';
import { listPresets, planOf } from '../plan/presets.ts';
import { defaultCost } from '../report/input.ts';
import { listFolders, read } from '../run/experiment.ts';
import { chosenPrice } from '../settings.ts';
import { freeBytes } from '../setup/disk-space.ts';

interface Measured {
  readonly name: string;
  readonly plan: Plan;
  readonly steps: readonly Step[];
  readonly bytes: number;
}

export async function estimate(plan: Plan): Promise<Estimate> {
  const { usdPerHour } = { ...defaultCost, ...chosenPrice() };
  const found = timeOf(plan, await finishedExperiments());
  return {
    ...found,
    usdPerHour,
    usd: found.seconds === null ? null : (found.seconds / 3600) * usdPerHour,
    freeBytes: freeBytes(experimentsFolder()),
  };
}

/** Pure. The most alike of those that were measured stands for the plan: same data and stages before same data. */
export function timeOf(
  plan: Plan,
  measured: readonly Measured[],
): Pick<Estimate, 'seconds' | 'bytes' | 'basis'> {
  const likeData = measured.filter((one) => same(one.plan.dataset, plan.dataset));
  const like = likeData.find((one) => same(one.plan.stages, plan.stages)) ?? likeData[0];
  const steps = expand(plan);
  if (like) {
    const seconds = secondsOf(steps, like.steps);
    if (seconds !== null) {
      const trainings = (all: readonly Step[]) =>
        Math.max(1, all.filter(({ kind }) => kind === 'train').length);
      return {
        seconds,
        bytes: (like.bytes * trainings(steps)) / trainings(like.steps),
        basis: `As each kind of step took in ${like.name} on this machine.`,
      };
    }
  }
  const preset = measuredPreset(plan);
  if (!preset) {
    const basis = 'No experiment on these data has been run here yet, so there is nothing to judge by.';
    return { seconds: null, bytes: null, basis };
  }
  const share = steps.length / expand(planOf(preset.name)).length;
  return {
    seconds: preset.minutes * 60 * share,
    bytes: null,
    basis: `From the ${preset.minutes} min that the plan “${preset.title}” took on two cores, by the number of steps.`,
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The plan's own preset where it was timed, else one that was, on the same data with the same stages. */
function measuredPreset(plan: Plan): PresetInfo | undefined {
  const timed = listPresets().filter(({ name, minutes }) => {
    const known = planOf(name);
    return minutes > 0 && same(known.dataset, plan.dataset) && same(known.stages, plan.stages);
  });
  return timed.find(({ name }) => name === plan.preset) ?? timed[0];
}

/** Null where a kind of step was never measured there. What was taken over from elsewhere says nothing about its time. */
function secondsOf(wanted: readonly Step[], measured: readonly Step[]): number | null {
  const byKind = Map.groupBy(
    measured.filter(({ state, note }) => state === 'done' && !note?.startsWith('Taken over')),
    ({ kind }) => kind,
  );
  let all = 0;
  for (const { kind } of wanted) {
    const seconds = (byKind.get(kind) ?? []).flatMap(({ startedAt, endedAt }) =>
      startedAt && endedAt ? [(Date.parse(endedAt) - Date.parse(startedAt)) / 1000] : [],
    );
    if (seconds.length > 0) all += seconds.reduce((sum, one) => sum + one, 0) / seconds.length;
    else if (kind !== 'report' && kind !== 'decide') return null;
  }
  return all;
}

async function finishedExperiments(): Promise<Measured[]> {
  const found: Measured[] = [];
  for (const folder of listFolders()) {
    try {
      const { summary, plan, steps } = await read(folder);
      if (summary.state === 'done') found.push({ name: summary.name, plan, steps, bytes: summary.diskBytes });
    } catch (error) {
      // A damaged one is told where experiments are listed.
      if (!(error instanceof EngineFailure)) throw error;
    }
  }
  return found;
}
