import { Icon } from '../../components/icons.tsx';

/** Right, wrong, or a part of the point: a sign, and the word for who does not see it. */
export function Judged({ score }: { score: number }) {
  const right = score >= 0.5;
  return (
    <span className="judged" data-right={right}>
      <Icon name={right ? 'check' : 'cross'} size={14} />
      <span className="unseen">{right ? 'Right: ' : 'Wrong: '}</span>
      {score > 0 && score < 1 && <span className="small">{score.toFixed(2)}</span>}
    </span>
  );
}
