/** Whose figures the view shows, where several trainings ran. */
import { Segments } from '../../components/segments.tsx';
import type { SeedChoice } from './evidence.ts';

type Props = {
  choices: readonly SeedChoice[];
  chosen: SeedChoice;
  onChoose: (seed: SeedChoice) => void;
};

export function SeedSwitch({ choices, chosen, onChoose }: Props) {
  if (choices.length < 2) return null;
  return (
    <Segments
      label="Seed"
      className="seeds"
      options={choices}
      chosen={chosen}
      titleOf={(seed) => (seed === null ? 'All seeds' : `Seed ${seed}`)}
      onChoose={onChoose}
    />
  );
}
