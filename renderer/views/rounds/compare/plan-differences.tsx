/** Where the two plans differ: what a difference in scores may be due to. */
import type { OtherExperiment, PlanDifference } from '../../../../shared/compare.ts';
import { CopyMenu } from '../../../copy/copy-menu.tsx';

/** More than these are folded away. */
const shownOpen = 12;

export function PlanDifferences({ other: { name, planDifferences } }: { other: OtherExperiment }) {
  if (planDifferences.length === 0)
    return <p className="soft plan-same">The two plans are the same, member by member.</p>;
  return (
    <details className="plan-differences" open={planDifferences.length <= shownOpen}>
      <summary>
        {planDifferences.length === 1
          ? 'The plans differ in one member'
          : `The plans differ in ${planDifferences.length} members`}
      </summary>
      <CopyMenu
        what={`the plans’ differences to ${name}`}
        table={() => ({
          title: `Plan here and of ${name}`,
          columns: ['member', 'here', 'there'],
          rows: planDifferences.map(({ member, here, there }) => [member, here, there]),
        })}
      />
      <section
        className="table-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
        tabIndex={0}
        aria-label={`Where the plan differs from that of ${name}`}
      >
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Member</th>
              <th scope="col">Here</th>
              <th scope="col">{name}</th>
            </tr>
          </thead>
          <tbody>
            {planDifferences.map((one) => (
              <Row key={one.member} {...one} />
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Row({ member, here, there }: PlanDifference) {
  return (
    <tr>
      <th scope="row">
        <code>{member}</code>
      </th>
      {[here, there].map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two cells, always the same
        <td key={at} className="plan-value">
          {value === null ? <span className="faint">absent</span> : value}
        </td>
      ))}
    </tr>
  );
}
