/** What other experiments came to beside this one: differences on identical questions, else both intervals; and how their plans differ. */
import type { CaptionQuality } from '../../../../shared/caption-quality.ts';
import type { OtherExperiment } from '../../../../shared/compare.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { Card } from '../../../components/card.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import type { Scores, SeedChoice } from '../evidence.ts';
import type { OtherCaptions } from '../other-captions.ts';
import { OneOther } from './one-other.tsx';

type Props = {
  path: string;
  scores: Scores;
  plan: Plan;
  models: readonly string[];
  wanted: readonly string[];
  others: readonly OtherExperiment[];
  seed: SeedChoice;
  /** Who has written captions, here or there. */
  sources: readonly string[];
  quality: readonly CaptionQuality[];
  /** In the order of `others`. */
  otherCaptions: readonly OtherCaptions[];
  error: Error | null;
  pending: boolean;
};

export function ComparedExperiments({ wanted, others, otherCaptions, error, pending, ...rest }: Props) {
  if (wanted.length === 0) return null;
  if (error || pending)
    return (
      <Card title="Compared experiments">
        {error ? <ErrorNotice error={error} /> : <Skeleton height="8rem" />}
      </Card>
    );
  return others.map((other, at) => (
    <OneOther key={other.path} other={other} at={at} captions={otherCaptions[at] ?? null} {...rest} />
  ));
}
