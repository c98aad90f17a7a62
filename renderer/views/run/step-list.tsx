import { useMemo } from 'react';
import type { Step } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { groupSteps, isOver, type StepGroup } from './step-groups.ts';
import { StepRow } from './step-row.tsx';
import { type StepsLook, StepsLookSwitch } from './steps-look.tsx';

type Props = {
  steps: readonly Step[];
  plan: Plan;
  /** Seconds by step, of those that are still to be done. */
  estimates: ReadonlyMap<string, number>;
  /** Asks to do a step again; null while the run goes on. */
  onRedo: ((step: Step) => void) | null;
  onLook: (look: StepsLook) => void;
};

export function StepList({ steps, plan, estimates, onRedo, onLook }: Props) {
  const groups = useMemo(() => groupSteps(steps, plan), [steps, plan]);
  const open = openSeed(groups);
  return (
    <section className="steps" aria-label="Steps">
      <div className="steps-head">
        <StepsLookSwitch look="list" onChoose={onLook} />
      </div>
      {groups.map((group) => (
        // The key changes when the run moves on to another seed, so that this one opens by itself.
        <details
          key={`${group.title} ${group.seed === open}`}
          open={group.seed === null || group.seed === open}
        >
          <summary>
            <span>{group.title}</span>
            <span className="soft small">{howFar(group)}</span>
          </summary>
          {group.parts.map(({ title, steps: part }) => (
            <div key={part[0]?.id} className="step-part">
              {title && <h3>{title}</h3>}
              <ul>
                {part.map((step) => (
                  <StepRow
                    key={step.id}
                    step={step}
                    estimate={estimates.get(step.id) ?? null}
                    onRedo={onRedo}
                  />
                ))}
              </ul>
            </div>
          ))}
        </details>
      ))}
    </section>
  );
}

const stepsOf = (group: StepGroup): Step[] => group.parts.flatMap(({ steps }) => steps);

/** The seed that something is still to be done for; the last one when all is done. */
function openSeed(groups: readonly StepGroup[]): number | null {
  const seeds = groups.filter(({ seed }) => seed !== null);
  return (seeds.find((group) => !stepsOf(group).every(isOver)) ?? seeds.at(-1))?.seed ?? null;
}

function howFar(group: StepGroup): string {
  const steps = stepsOf(group);
  const over = steps.filter(isOver).length;
  return over === steps.length ? 'done' : `${over} of ${steps.length}`;
}
