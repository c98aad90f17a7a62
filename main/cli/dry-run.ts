/** Shows what a plan would do, and what it would take; nothing is made. */
import { duration } from '../../shared/duration.ts';
import type { PlanTotals, StepEstimate } from '../../shared/estimates.ts';
import type { RequestArgs } from '../../shared/requests.ts';
import { type CommonOptions, printJson, withEngine } from './with-engine.ts';
import { bytes, columns, counted } from './words.ts';

const unknown = '?';

export const dryRun = (
  { json = false }: CommonOptions,
  chosen: () => RequestArgs<'plan.preview'>,
): Promise<void> =>
  withEngine({ json }, async (engine) => {
    const { plan, steps, estimate } = await engine.call('plan.preview', chosen());
    if (json) {
      printJson({
        plan,
        steps: steps.map(({ id, kind, title, seed, model, unit, estimate: own }) => ({
          id,
          kind,
          title,
          seed,
          model,
          unit,
          estimate: own,
        })),
        estimate,
      });
      return;
    }
    const rows = steps.map(({ id, title, seed, unit, estimate: own }, at) => [
      String(at + 1).padStart(3),
      title,
      seed === null ? '' : `seed ${seed}`,
      own.items === null ? '' : counted(Math.round(own.items), unit),
      ...figuresOf(own),
      id,
    ]);
    console.log(columns([['', 'step', '', 'work', 'time', 'disk', 'USD', 'id'], ...rows]));
    for (const text of [...totalsInWords(steps.length, plan.preset, estimate.totals), ...estimate.notes]) {
      console.log(text);
    }
    for (const why of new Set(steps.flatMap(({ estimate: own }) => own.why ?? []))) console.log(why);
    console.log('Nothing was begun.');
  });

function figuresOf({ seconds, bytes: disk, usd, reused }: StepEstimate): string[] {
  if (reused !== null) return [`from ${reused}`, '', ''];
  return [
    seconds === null ? unknown : duration(seconds),
    disk === null ? unknown : bytes(disk),
    usd === null ? unknown : usd.toFixed(usd < 1 ? 4 : 2),
  ];
}

function totalsInWords(steps: number, preset: string, totals: PlanTotals): string[] {
  const { seconds, bytes: disk, usd, unknown: missing, reused, recaptioned, usdByPeople } = totals;
  const without = Math.max(missing.seconds, missing.bytes, missing.usd);
  return [
    `\n${steps} steps on the preset ${preset}${reused > 0 ? `, ${reused} of them taken over` : ''}: about ${duration(seconds)}, ${bytes(disk)} of disk and ${usd.toFixed(2)} USD${without > 0 ? `, without ${without} ${without === 1 ? 'step' : 'steps'} that cannot be estimated` : ''}.`,
    ...(recaptioned > 0
      ? [
          `People would take ${usdByPeople.toFixed(2)} USD for describing its ${recaptioned.toLocaleString('en-US')} images once.`,
        ]
      : []),
  ];
}
