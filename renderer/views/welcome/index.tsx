/** Welcome: start an experiment, or go on with one. */
import './welcome.css';
import { ExperimentList } from './experiment-list.tsx';
import { MachineProblems } from './machine-problems.tsx';
import { StartCards } from './start-cards.tsx';

export function WelcomeView() {
  return (
    <div className="page welcome">
      <MachineProblems />
      <StartCards />
      <ExperimentList />
    </div>
  );
}
