/** One other experiment: the models that both have, benchmark by benchmark. */
import { useMemo } from 'react';
import type { CaptionQuality } from '../../../../shared/caption-quality.ts';
import type { OtherExperiment } from '../../../../shared/compare.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { OtherMark } from '../../../charts/other-mark.tsx';
import { Card } from '../../../components/card.tsx';
import { Notice } from '../../../components/error-notice.tsx';
import { CopyMenu } from '../../../copy/copy-menu.tsx';
import { hrefOf } from '../../../route.ts';
import type { Scores, SeedChoice } from '../evidence.ts';
import type { OtherCaptions } from '../other-captions.ts';
import { type AcrossRow, acrossRows, acrossTable, notesOf } from './across.ts';
import { AcrossGrid } from './across-grid.tsx';
import { CaptionGrid } from './caption-grid.tsx';
import { type CaptionRows, captionRows } from './caption-rows.ts';
import { PlanDifferences } from './plan-differences.tsx';

type Props = {
  path: string;
  scores: Scores;
  plan: Plan;
  models: readonly string[];
  other: OtherExperiment;
  at: number;
  seed: SeedChoice;
  sources: readonly string[];
  quality: readonly CaptionQuality[];
  /** The other's. */
  captions: OtherCaptions | null;
};

export function OneOther(props: Props) {
  const { path, scores, plan, models, other, at, seed, sources, quality, captions } = props;
  const rows = useMemo(() => acrossRows(scores, other, models), [scores, other, models]);
  const found = useMemo(
    () => captions && captionRows(quality, captions, sources, seed),
    [quality, captions, sources, seed],
  );
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
        <Compared {...{ path, plan, other, rows, found }} />
      )}
    </Card>
  );
}

type ComparedProps = Pick<Props, 'path' | 'plan' | 'other'> & {
  rows: readonly AcrossRow[];
  found: CaptionRows | null;
};

function Compared({ plan, other, rows, found }: ComparedProps) {
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
      {found && <CaptionGrid found={found} name={other.name} />}
      <PlanDifferences other={other} />
    </>
  );
}
