/** What is marked in the captions and drawn on the picture, and whose captions are shown. */
export interface Marks {
  readonly changes: boolean;
  readonly objects: boolean;
  readonly boxes: boolean;
}

type Props = {
  marks: Marks;
  onMarks: (marks: Marks) => void;
  canMarkObjects: boolean;
  canShowBoxes: boolean;
  seeds: readonly number[];
  seed: number | null;
  onSeed: (seed: number) => void;
};

export function MarkSwitches({ marks, onMarks, canMarkObjects, canShowBoxes, seeds, seed, onSeed }: Props) {
  const switches = [
    { key: 'changes', label: 'Changes', about: 'Words that the round before did not have', can: true },
    {
      key: 'objects',
      label: 'Not there',
      about: 'Objects named that are not in the picture',
      can: canMarkObjects,
    },
    { key: 'boxes', label: 'True boxes', about: 'Where the objects really are', can: canShowBoxes },
  ] as const;
  return (
    <div className="mark-switches">
      <fieldset aria-label="Marks">
        {switches
          .filter(({ can }) => can)
          .map(({ key, label, about }) => (
            <button
              key={key}
              type="button"
              className={`toggle ${key}`}
              aria-pressed={marks[key]}
              title={about}
              onClick={() => onMarks({ ...marks, [key]: !marks[key] })}
            >
              {label}
            </button>
          ))}
      </fieldset>
      {seeds.length > 1 && (
        <fieldset className="segments" aria-label="Seed">
          {seeds.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === seed}
              data-state={one === seed ? 'on' : 'off'}
              onClick={() => onSeed(one)}
            >
              Seed {one}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
