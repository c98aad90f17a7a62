/** Shipped presets as the engine expands them: their steps, and what each is made from. */
import { expand } from '../../../../main/engine/plan/expand.ts';
import { graphOf } from '../../../../main/engine/plan/graph.ts';
import type { Dependent } from '../../../../renderer/views/run/graph/links.ts';
import demo from '../../../../resources/presets/demo.json' with { type: 'json' };
import smoke from '../../../../resources/presets/smoke.json' with { type: 'json' };
import table2 from '../../../../resources/presets/table-2.json' with { type: 'json' };
import table4 from '../../../../resources/presets/table-4.json' with { type: 'json' };
import table9 from '../../../../resources/presets/table-9.json' with { type: 'json' };
import type { Step } from '../../../../shared/models.ts';
import { Plan } from '../../../../shared/plan.ts';

export interface Planned {
  readonly plan: Plan;
  readonly steps: Step[];
  readonly dependents: Dependent[];
}

const written = {
  demo: demo.plan,
  smoke: smoke.plan,
  'table-2': { ...demo.plan, ...table2.plan },
  'table-4': { ...demo.plan, ...table4.plan },
  'table-9': { ...demo.plan, ...table9.plan },
};
export type PresetName = keyof typeof written;

export function planned(preset: PresetName, change: Partial<Plan> = {}): Planned {
  const plan = Plan.parse({
    ...written[preset],
    preset,
    briefPrompt: 'describe the image briefly.',
    longPrompts: ['describe the image.'],
    ...change,
  });
  const dependents = graphOf(plan).map(({ id, dependsOn }) => ({ step: id, after: dependsOn }));
  return { plan, steps: expand(plan), dependents };
}
