import type { Experiment } from '../../../shared/models.ts';
import { Card } from '../../components/card.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { count } from '../../data/format.ts';

/** What did not take part and why: nothing is lost silently. */
export function LeftOut({ skipped }: { skipped: Experiment['skipped'] }) {
  if (skipped.length === 0) return null;
  return (
    <Card
      title="Left out"
      about="What did not take part in this experiment, and why. Nothing of it was changed."
      actions={
        <CopyMenu
          what="what was left out"
          table={() => ({
            title: 'Left out',
            columns: ['what', 'how many', 'why'],
            rows: skipped.map(({ what, count: number, why }) => [what, number, why]),
          })}
        />
      }
    >
      <table className="left-out">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" className="end">
              How many
            </th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {skipped.map(({ what, count: number, why }) => (
            <tr key={`${what} ${why}`}>
              <td>{what}</td>
              <td className="end">{count(number)}</td>
              <td className="soft">{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
