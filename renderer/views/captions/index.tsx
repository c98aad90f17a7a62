import type { Experiment } from '../../../shared/models.ts';
import { EmptyState } from '../../components/empty-state.tsx';

export function CaptionsView({ experiment, image }: { experiment: Experiment; image: number | null }) {
  return <EmptyState title="Captions">{`${experiment.summary.name} ${image ?? ''}`}</EmptyState>;
}
