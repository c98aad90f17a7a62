/** A share with its interval, drawn against a half and written. */
import type { Measured } from '../../../shared/judge.ts';
import { IntervalBar } from '../../charts/interval-bar.tsx';
import { percent } from '../../data/format.ts';

type Props = {
  share: Measured | null;
  /** Where a half means nothing, no side is good. */
  neutral?: boolean;
};

const half = 0.5;

export function ShareCells({ share, neutral = false }: Props) {
  if (!share)
    return (
      <>
        <td className="figure soft">–</td>
        <td className="bar-column" />
        <td className="figure" />
      </>
    );
  const { value, low, high } = share;
  return (
    <>
      <td className="figure">{percent(value)}</td>
      <td className="bar-column">
        <IntervalBar
          difference={value - half}
          low={low - half}
          high={high - half}
          reach={half}
          colour={neutral ? 'var(--accent)' : colourOf(share)}
        />
      </td>
      <td className="figure">
        {percent(low)} to {percent(high)}
      </td>
    </>
  );
}

/** A side is taken only where the interval leaves no doubt. */
const colourOf = ({ low, high }: Measured): string =>
  low > half ? 'var(--good)' : high < half ? 'var(--bad)' : 'var(--ink-faint)';

export function ShareHeads({ title }: { title: string }) {
  return (
    <>
      <th scope="col" className="figure">
        {title}
      </th>
      <th scope="col" className="bar-column">
        <span className="bar-ends" aria-hidden="true">
          <span>0</span>
          <span>50 %</span>
          <span>100</span>
        </span>
      </th>
      <th scope="col" className="figure">
        95 % interval
      </th>
    </>
  );
}
