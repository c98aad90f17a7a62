/** The loss of the training under way or of those that were picked, with the learning rate below; whole or one stage of it. */
import { useMemo, useState } from 'react';
import { stageTitles } from '../../../shared/charts/loss-series.ts';
import type { Step } from '../../../shared/models.ts';
import type { Plan, StageName } from '../../../shared/plan.ts';
import { oneStage, stagesOf } from '../../charts/one-stage.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { useLosses } from '../../data/queries.ts';
import { lossChoices } from './loss-choices.ts';
import { chartHeight, OneTraining, Trainings } from './loss-figures.tsx';

type Props = {
  plan: Plan;
  steps: readonly Step[];
  running: boolean;
  losses: ReturnType<typeof useLosses>;
  /** One of the choices' values; another one than there is means the first of them. */
  picked: string;
  onPick: (value: string) => void;
};

export function LossPanel({ plan, steps, running, losses, picked, onPick }: Props) {
  // Steps move all the time; points, and with them the drawn figure, only change when new ones come.
  const order = steps.map(({ id }) => id).join('\n');
  const trainings = useMemo(() => {
    const byStep = Map.groupBy(losses.data ?? [], ({ stepId }) => stepId);
    return new Map(
      order.split('\n').flatMap((id) => {
        const points = byStep.get(id);
        return points ? [[id, points] as const] : [];
      }),
    );
  }, [losses.data, order]);
  const choices = useMemo(() => lossChoices(trainings, plan, running), [trainings, plan, running]);
  const chosen = choices.find(({ value }) => value === picked) ?? choices[0];
  const series = useMemo(
    () => chosen?.stepIds.map((id) => trainings.get(id) ?? []).filter((points) => points.length > 0) ?? [],
    [chosen, trainings],
  );
  const stages = useMemo(() => stagesOf(series), [series]);
  const [wished, setWished] = useState<StageName | null>(null);
  // Another training may not have the stage that was looked at.
  const stage = stages.find((one) => one === wished) ?? null;
  const shown = useMemo(
    () =>
      stage === null
        ? series
        : series.map((points) => oneStage(points, stage)).filter((points) => points.length > 0),
    [series, stage],
  );
  const [first] = shown;
  const counted = stage === null ? 'optimiser step' : `optimiser step of ${stageTitles[stage].toLowerCase()}`;
  return (
    <Card
      title="Loss"
      className="loss"
      actions={
        choices.length > 0 && (
          <>
            {stages.length > 1 && (
              <select
                className="field"
                aria-label="Which stage"
                value={stage ?? ''}
                onChange={(event) => setWished((event.target.value || null) as StageName | null)}
              >
                <option value="">All stages</option>
                {stages.map((one) => (
                  <option key={one} value={one}>
                    {stageTitles[one]}
                  </option>
                ))}
              </select>
            )}
            <select
              className="field"
              aria-label="Which training"
              value={chosen?.value}
              onChange={(event) => onPick(event.target.value)}
            >
              {choices.map(({ value, title }) => (
                <option key={value} value={value}>
                  {title}
                </option>
              ))}
            </select>
          </>
        )
      }
    >
      <ErrorNotice error={losses.error} />
      {losses.isPending && <Skeleton height={`${chartHeight}px`} />}
      {losses.data && !first && (
        <EmptyState title="No training yet">
          The curve appears with the first steps of the first training.
        </EmptyState>
      )}
      {first && shown.length === 1 && <OneTraining points={first} plan={plan} counted={counted} />}
      {shown.length > 1 && <Trainings series={shown} plan={plan} counted={counted} />}
    </Card>
  );
}
