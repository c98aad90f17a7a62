/** Which colour is whose, once for all charts of a view. */
import type { OtherExperiment } from '../../shared/compare.ts';
import type { Plan } from '../../shared/models.ts';
import { modelColour, modelName } from '../data/names.ts';
import { isRing } from './model-look.ts';
import { OtherMark } from './other-mark.tsx';

export function ModelLegend({
  models,
  plan,
  others = [],
}: {
  models: readonly string[];
  plan: Pick<Plan, 'specialists' | 'controls'>;
  others?: readonly Pick<OtherExperiment, 'path' | 'name'>[];
}) {
  return (
    <ul className="model-legend">
      {models.map((model) => (
        <li key={model}>
          <svg width="9" height="9" aria-hidden="true">
            {isRing(model, plan) ? (
              <circle
                cx="4.5"
                cy="4.5"
                r="3.5"
                fill="none"
                stroke={modelColour(model, plan)}
                strokeWidth="2"
              />
            ) : (
              <circle cx="4.5" cy="4.5" r="4.5" fill={modelColour(model, plan)} />
            )}
          </svg>
          {modelName(model)}
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
