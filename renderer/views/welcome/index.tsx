import { EmptyState } from '../../components/empty-state.tsx';

export function WelcomeView() {
  return <EmptyState title="Welcome" />;
}
