import type { Experiment } from '../../../shared/models.ts';
import { EmptyState } from '../../components/empty-state.tsx';

export function RunView({ experiment }: { experiment: Experiment }) {
  return <EmptyState title={experiment.summary.name} />;
}
