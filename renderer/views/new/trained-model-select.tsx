/** One of the models that experiments have trained, the newest first. */
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../data/ask.ts';
import { modelName } from '../../data/names.ts';
import { keyOf } from '../../data/queries.ts';

export const useTrainedModels = () =>
  useQuery({ queryKey: keyOf('models.list', {}), queryFn: () => ask('models.list', {}) });

type Props = {
  label: string;
  /** A checkpoint's folder, or one of `first`. */
  value: string;
  /** Entries before the trained ones. */
  first: readonly { value: string; title: string }[];
  onChange: (value: string) => void;
};

export function TrainedModelSelect({ label, value, first, onChange }: Props) {
  const { data: models = [], isPending } = useTrainedModels();
  const known = [...first.map((one) => one.value), ...models.map(({ folder }) => folder)];
  return (
    <label className="new-select">
      <b>{label}</b>
      <select
        className="field"
        value={value}
        aria-busy={isPending}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {first.map((one) => (
          <option key={one.value} value={one.value}>
            {one.title}
          </option>
        ))}
        {!known.includes(value) && <option value={value}>{value} (is no longer there)</option>}
        {models.map(({ folder, model, experiment, seed }) => (
          <option key={folder} value={folder}>
            {modelName(model)} of {experiment}, seed {seed}
          </option>
        ))}
      </select>
    </label>
  );
}
