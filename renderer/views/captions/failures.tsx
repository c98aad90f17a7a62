/** What was asked about the image and never answered, with the reason. */
import type { CaptionFailure } from '../../../shared/models.ts';
import { Notice } from '../../components/error-notice.tsx';
import { modelName } from '../../data/names.ts';

type Props = {
  failures: readonly CaptionFailure[];
  /** Shown are this seed's; null shows all. */
  seed: number | null;
};

export function Failures({ failures, seed }: Props) {
  const shown = failures.filter((one) => seed === null || one.seed === seed);
  if (shown.length === 0) return null;
  return (
    <Notice
      tone="warn"
      title={shown.length === 1 ? 'A caption is missing' : `${shown.length} captions are missing`}
    >
      <ul>
        {shown.map(({ model, seed: own, prompt, reason }) => (
          <li key={`${model} ${own} ${prompt}`}>
            {modelName(model)}, seed {own}: {reason} <span className="soft">({prompt})</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
