/** Whose figures the view shows, where several trainings ran. */
import type { SeedChoice } from './evidence.ts';

type Props = {
  choices: readonly SeedChoice[];
  chosen: SeedChoice;
  onChoose: (seed: SeedChoice) => void;
};

export function SeedSwitch({ choices, chosen, onChoose }: Props) {
  if (choices.length < 2) return null;
  return (
    <fieldset className="segments seeds" aria-label="Seed">
      {choices.map((seed) => (
        <button
          key={seed}
          type="button"
          aria-pressed={seed === chosen}
          data-state={seed === chosen ? 'on' : 'off'}
          onClick={() => onChoose(seed)}
        >
          {seed === null ? 'All seeds' : `Seed ${seed}`}
        </button>
      ))}
    </fieldset>
  );
}
