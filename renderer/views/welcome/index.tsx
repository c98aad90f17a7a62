/** Home: the experiments there are, and what can be started. Who has none yet sees first what can be. */
import './welcome.css';
import { useExperiments } from '../../data/queries.ts';
import { ExperimentList } from './experiment-list.tsx';
import { MachineProblems } from './machine-problems.tsx';
import { StartCards } from './start-cards.tsx';

export function WelcomeView() {
  const { data } = useExperiments();
  const some = (data?.length ?? 0) > 0;
  return (
    <div className="page welcome">
      <MachineProblems />
      {some && <ExperimentList />}
      <StartCards />
      {!some && <ExperimentList />}
    </div>
  );
}
