/** Which colour is whose, once for all charts of a view. */
import type { Plan } from '../../shared/models.ts';
import { modelColour, modelName } from '../data/names.ts';

export function ModelLegend({
  models,
  plan,
}: {
  models: readonly string[];
  plan: Pick<Plan, 'specialists'>;
}) {
  return (
    <ul className="model-legend">
      {models.map((model) => (
        <li key={model}>
          <svg width="9" height="9" aria-hidden="true">
            <circle cx="4.5" cy="4.5" r="4.5" fill={modelColour(model, plan)} />
          </svg>
          {modelName(model)}
        </li>
      ))}
    </ul>
  );
}
