/** Shows what a plan would do; nothing is made. */
import type { ChosenPlan } from '../../shared/requests.ts';
import { type CommonOptions, printJson, withEngine } from './with-engine.ts';
import { columns } from './words.ts';

export const dryRun = ({ json = false }: CommonOptions, chosen: () => ChosenPlan): Promise<void> =>
  withEngine({ json }, async (engine) => {
    const { plan, steps } = await engine.call('plan.preview', chosen());
    if (json) {
      printJson({
        plan,
        steps: steps.map(({ id, kind, title, seed, model }) => ({ id, kind, title, seed, model })),
      });
      return;
    }
    const rows = steps.map(({ id, title, seed }, at) => [
      String(at + 1).padStart(3),
      title,
      seed === null ? '' : `seed ${seed}`,
      id,
    ]);
    console.log(columns([['', 'step', '', 'id'], ...rows]));
    console.log(`\n${steps.length} steps on the preset ${plan.preset}; nothing was begun.`);
  });
