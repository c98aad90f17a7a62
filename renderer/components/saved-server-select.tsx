/** Servers that Settings keeps, offered where an address is asked for. Nothing where none is kept. */
import { useQuery } from '@tanstack/react-query';
import type { SavedEndpoint } from '../../shared/settings-requests.ts';
import { ask } from '../data/ask.ts';
import { keyOf } from '../data/queries.ts';

export const savedServersKey = keyOf('endpoints.list', {});

export const useSavedServers = () =>
  useQuery({ queryKey: savedServersKey, queryFn: () => ask('endpoints.list', {}) });

type Props = {
  /** Whether what stands in the fields now is this one. */
  isChosen: (server: SavedEndpoint) => boolean;
  onChoose: (server: SavedEndpoint) => void;
};

export function SavedServerSelect({ isChosen, onChoose }: Props) {
  const { data = [] } = useSavedServers();
  if (data.length === 0) return null;
  return (
    <label>
      Server
      <select
        className="field"
        aria-label="Server"
        value={data.find(isChosen)?.name ?? ''}
        onChange={({ currentTarget: { value } }) => {
          const chosen = data.find(({ name }) => name === value);
          if (chosen) onChoose(chosen);
        }}
      >
        <option value="">as typed below</option>
        {data.map(({ name, model }) => (
          <option key={name} value={name}>
            {name} ({model})
          </option>
        ))}
      </select>
    </label>
  );
}
