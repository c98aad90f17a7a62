import { IntervalBar } from '../../charts/interval-bar.tsx';
import { percent, signedPoints } from '../../data/format.ts';
import { benchmarkTitle, modelName } from '../../data/names.ts';
import { hrefOf } from '../../route.ts';
import type { SeedChoice } from '../rounds/evidence.ts';
import { verdictWords } from '../rounds/verdict-words.ts';
import type { Contribution, SpecialistContributions } from './contributions.ts';

type Props = { specialist: SpecialistContributions; path: string; seed: SeedChoice };

const colours = { better: 'var(--good)', worse: 'var(--bad)', same: 'var(--ink-faint)' } as const;

export function ContributionTable({ specialist: { name, against, rows }, path, seed }: Props) {
  const reach = Math.max(
    0.01,
    ...rows.flatMap(({ lift }) => (lift ? [Math.abs(lift.low), Math.abs(lift.high)] : [])),
  );
  const leftOut = rows.some((row) => row.leftOut);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="table-scroll" tabIndex={0} aria-label={`What ${modelName(name)} adds`}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Benchmark</th>
            <th scope="col" className="figure">
              {against && modelName(against)}, %
            </th>
            <th scope="col" className="figure">
              {modelName(name)}, %
            </th>
            <th scope="col" className="figure">
              Lift
            </th>
            <th scope="col" className="bar-column">
              <span className="unseen">Lift with its interval</span>
            </th>
            <th scope="col" className="figure">
              95 % interval
            </th>
            <th scope="col" className="figure">
              Final, %
            </th>
            <th scope="col" className="figure">
              Kept, %
            </th>
            {leftOut && (
              <th scope="col" className="figure">
                Final loses without it
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.benchmark}
              row={row}
              reach={reach}
              leftOut={leftOut}
              href={hrefOf('benchmarks', path, wish(row, name, against, seed))}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const wish = ({ benchmark }: Contribution, model: string, against: string | null, seed: SeedChoice) => ({
  benchmark,
  model,
  ...(against && { against }),
  ...(seed !== null && { seed: String(seed) }),
});

type RowProps = { row: Contribution; reach: number; leftOut: boolean; href: string };

function Row({ row, reach, leftOut, href }: RowProps) {
  const { benchmark, own, generalist, specialist, final, lift, kept } = row;
  return (
    <tr data-primary={own || undefined}>
      <th scope="row">
        <a href={href}>{benchmarkTitle(benchmark)}</a>
        {own && <span className="soft"> its own</span>}
      </th>
      <td className="figure">{generalist ? percent(generalist.value) : '–'}</td>
      <td className="figure">{specialist ? percent(specialist.value) : '–'}</td>
      <td className="figure">
        {lift ? `${verdictWords[lift.verdict].sign} ${signedPoints(lift.difference)}` : '–'}
      </td>
      <td className="bar-column">
        {lift && <IntervalBar {...lift} reach={reach} colour={colours[lift.verdict]} />}
      </td>
      <td className="figure">{lift ? `${signedPoints(lift.low)} to ${signedPoints(lift.high)}` : '–'}</td>
      <td className="figure">{final ? percent(final.value) : '–'}</td>
      <td className="figure">{kept === null ? '–' : percent(kept)}</td>
      {leftOut && <LeftOut comparison={row.leftOut} />}
    </tr>
  );
}

/** What the final generalist has that the same trained without the specialist has not. */
function LeftOut({ comparison }: { comparison: Contribution['leftOut'] }) {
  if (!comparison) return <td className="figure">–</td>;
  const { verdict, difference, low, high } = comparison;
  return (
    <td className="figure">
      {verdictWords[verdict].sign} {signedPoints(difference)}
      <span className="cell-interval">
        {signedPoints(low)} to {signedPoints(high)}
      </span>
    </td>
  );
}
