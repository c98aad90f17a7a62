import type { Experiment } from '../../../shared/models.ts';
import { EmptyState } from '../../components/empty-state.tsx';

export function RoundsView({ experiment }: { experiment: Experiment }) {
  return <EmptyState title="Rounds">{experiment.summary.name}</EmptyState>;
}
