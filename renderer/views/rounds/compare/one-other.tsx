/** One other experiment: the models that both have, benchmark by benchmark. */
import { useMemo } from 'react';
import type { OtherExperiment } from '../../../../shared/compare.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { OtherMark } from '../../../charts/other-mark.tsx';
import { Card } from '../../../components/card.tsx';
import { Notice } from '../../../components/error-notice.tsx';
import { CopyMenu } from '../../../copy/copy-menu.tsx';
import { hrefOf } from '../../../route.ts';
import type { Scores } from '../evidence.ts';
import { type AcrossRow, acrossRows, acrossTable, notesOf } from './across.ts';
import { AcrossGrid } from './across-grid.tsx';
import { PlanDifferences } from './plan-differences.tsx';

type Props = {
  path: string;
  scores: Scores;
  plan: Plan;
  models: readonly string[];
  other: OtherExperiment;
  at: number;
};

export function OneOther({ path, scores, plan, models, other, at }: Props) {
  const rows = useMemo(() => acrossRows(scores, other, models), [scores, other, models]);
  return (
    <Card
      title={
        <>
          Against{' '}
          <span className="compared-name">
            <OtherMark at={at} /> {other.name}
          </span>
        </>
      }
      about={
        other.failure
          ? undefined
          : 'This experiment minus the other, model by model of the same name, in points of a hundred.'
      }
      actions={
        rows.length > 0 && (
          <CopyMenu what={`the comparison with ${other.name}`} table={() => acrossTable(rows, other)} />
        )
      }
    >
      {other.failure ? (
        <Notice tone="bad" title={other.failure.message}>
          {other.failure.advice}
        </Notice>
      ) : (
        <Compared {...{ path, plan, other, rows }} />
      )}
    </Card>
  );
}

type ComparedProps = Pick<Props, 'path' | 'plan' | 'other'> & { rows: readonly AcrossRow[] };

function Compared({ plan, other, rows }: ComparedProps) {
  return (
    <>
      {rows.length === 0 ? (
        <p className="soft">
          No model of that name has been scored on the same benchmark in both.{' '}
          <a href={hrefOf('rounds', other.path)}>Open {other.name}</a>
        </p>
      ) : (
        <AcrossGrid rows={rows} other={other} />
      )}
      {rows.length > 0 &&
        notesOf(other, plan.stop.alpha).map((note) => (
          <p key={note} className="small soft footnote">
            {note}
          </p>
        ))}
      <PlanDifferences other={other} />
    </>
  );
}
