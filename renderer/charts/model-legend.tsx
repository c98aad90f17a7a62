/** Which colour is whose, once for all charts of a view. */
import type { OtherExperiment } from '../../shared/compare.ts';
import type { Plan } from '../../shared/plan.ts';
import { legendEntries } from './legend-entries.ts';
import { OtherMark } from './other-mark.tsx';

type Props = {
  models: readonly string[];
  plan: Pick<Plan, 'specialists' | 'controls'> & Partial<Pick<Plan, 'variants'>>;
  others?: readonly Pick<OtherExperiment, 'path' | 'name'>[];
};

export function ModelLegend({ models, plan, others = [] }: Props) {
  return (
    <ul className="model-legend">
      {legendEntries(models, plan).map(({ name, colour, ring }) => (
        <li key={name}>
          <svg width="9" height="9" aria-hidden="true">
            {ring ? (
              <circle cx="4.5" cy="4.5" r="3.5" fill="none" stroke={colour} strokeWidth="2" />
            ) : (
              <circle cx="4.5" cy="4.5" r="4.5" fill={colour} />
            )}
          </svg>
          {name}
        </li>
      ))}
      {others.map(({ path, name }, at) => (
        <li key={path}>
          <OtherMark at={at} />
          {name}
        </li>
      ))}
    </ul>
  );
}
