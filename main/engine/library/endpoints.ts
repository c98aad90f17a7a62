/** Servers that are kept under names, so that an address is typed once. Keys lie in the key store; only their names are here. */
import type { SavedEndpoint } from '../../../shared/settings-requests.ts';
import { EngineFailure } from '../failure.ts';
import { changeSettings, readSettings } from '../settings.ts';

export const savedEndpoints = (): SavedEndpoint[] => readSettings().endpoints;

/** Throws where another one has that name. */
export function saveEndpoint(endpoint: SavedEndpoint, replaces: string | null): SavedEndpoint[] {
  const others = savedEndpoints().filter(({ name }) => name !== replaces);
  if (others.some(({ name }) => name === endpoint.name))
    throw new EngineFailure(
      `There is a server called “${endpoint.name}” already.`,
      'Nothing was changed. Give this one another name, or change that one.',
    );
  return store([...others, endpoint]);
}

export const forgetEndpoint = (name: string): SavedEndpoint[] =>
  store(savedEndpoints().filter((one) => one.name !== name));

function store(endpoints: readonly SavedEndpoint[]): SavedEndpoint[] {
  changeSettings({ endpoints: endpoints.toSorted((a, b) => a.name.localeCompare(b.name)) });
  return savedEndpoints();
}
