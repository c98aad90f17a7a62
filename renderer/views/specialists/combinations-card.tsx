import { Fragment } from 'react';
import { BenchmarkTable } from '../../components/benchmark-table.tsx';
import { Card } from '../../components/card.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { percent, signedPoints } from '../../data/format.ts';
import { modelName } from '../../data/names.ts';
import type { SeedChoice } from '../rounds/evidence.ts';
import { answersHref } from '../rounds/links.ts';
import { verdictWords } from '../rounds/verdict-words.ts';
import { type CombinationRow, type Combinations, combinationsTable } from './combinations.ts';

type Props = { combinations: Combinations; path: string; seed: SeedChoice };

export function CombinationsCard({ combinations, path, seed }: Props) {
  const { benchmarks, groups } = combinations;
  const held = groups.some(({ base }) => base !== null);
  return (
    <Card
      title="Alone, all but one, and together"
      about={`The final generalist trained with fewer specialists or on fewer images, in %.${
        held ? ' Below each score what it has over the same training without specialists, in points.' : ''
      }`}
      actions={<CopyMenu what="the combinations" table={() => combinationsTable(combinations)} />}
    >
      <BenchmarkTable
        label="Combinations of specialists"
        rows="Trained with"
        className="combinations"
        benchmarks={benchmarks}
      >
        {groups.map(({ share, rows }) => (
          <Fragment key={share}>
            {groups.length > 1 && (
              <tr className="combination-share">
                <th scope="colgroup" colSpan={benchmarks.length + 1}>
                  {share === '' ? 'All images' : `${share} of the images`}
                </th>
              </tr>
            )}
            {rows.map((row) => (
              <Row key={row.model} row={row} {...{ benchmarks, path, seed }} />
            ))}
          </Fragment>
        ))}
      </BenchmarkTable>
    </Card>
  );
}

type RowProps = Omit<Props, 'combinations'> & { row: CombinationRow; benchmarks: readonly string[] };

function Row({ row: { model, cells }, benchmarks, path, seed }: RowProps) {
  return (
    <tr data-primary={model === 'final' || undefined}>
      <th scope="row">{modelName(model).replace(/ \(.+\)$/, '')}</th>
      {benchmarks.map((benchmark, at) => {
        const cell = cells[at] ?? null;
        if (!cell)
          return (
            <td key={benchmark} className="figure faint">
              –
            </td>
          );
        const { score, against } = cell;
        return (
          <td key={benchmark} className="figure">
            <a href={answersHref(path, benchmark, model, seed)}>{percent(score.value)}</a>
            <span className="cell-interval" data-verdict={against?.verdict}>
              {against
                ? `${signedPoints(against.difference)} (${signedPoints(against.low)} to ${signedPoints(against.high)}) ${verdictWords[against.verdict].sign}`
                : `${percent(score.low)}–${percent(score.high)}`}
            </span>
          </td>
        );
      })}
    </tr>
  );
}
