/** A few choices side by side, of which one holds. */
import type { ReactNode } from 'react';

type Option = string | number | null;

type Props<T> = {
  label: string;
  options: readonly T[];
  /** None of them, where what holds is chosen elsewhere. */
  chosen: Option | undefined;
  titleOf: (option: T) => ReactNode;
  onChoose: (option: T) => void;
  /** Of the whole, where a view places it. */
  className?: string;
};

export function Segments<T extends Option>(props: Props<T>) {
  const { label, options, chosen, titleOf, onChoose, className } = props;
  return (
    <fieldset className={className ? `segments ${className}` : 'segments'} aria-label={label}>
      {options.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === chosen}
          data-state={option === chosen ? 'on' : 'off'}
          onClick={() => onChoose(option)}
        >
          {titleOf(option)}
        </button>
      ))}
    </fieldset>
  );
}
