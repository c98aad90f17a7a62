/** How far a running step is. */
import type { Step } from '../../../shared/models.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { count, rate } from '../../data/format.ts';
import { stepTitle } from '../../data/names.ts';

export function StepMoving({ step }: { step: Step }) {
  const { done, total, unit } = step;
  return (
    <div className="moving">
      <ProgressBar value={total > 0 ? done / total : 0} label={`Progress of: ${stepTitle(step)}`} />
      <p className="moving-words soft small">
        <span>{total > 0 ? `${count(done)} of ${count(total)} ${unit}` : 'Getting ready'}</span>
        {step.rate !== null && step.rate > 0 && (
          <span>
            {rate(step.rate)} {unit}/s
          </span>
        )}
      </p>
    </div>
  );
}
