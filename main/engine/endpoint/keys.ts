/**
 * Servers' keys. They lie in the system's key store and nowhere else; a machine without one (no desktop, a container) gives a key to a
 * single run through its environment.
 */
import { EngineFailure } from '../failure.ts';

const service = 'squared';

/** `SQUARED_KEY_MY_SERVER` for `my-server`. */
export const variableOf = (name: string): string => `SQUARED_KEY_${name.toUpperCase().replaceAll('-', '_')}`;

/** Throws where there is none by that name. */
export async function readKey(name: string): Promise<string> {
  const given = process.env[variableOf(name)];
  if (given) return given;
  const key = await inStore(name, (entry) => entry.getPassword());
  if (key) return key;
  throw new EngineFailure(
    `There is no key called "${name}" in the system's key store.`,
    `Set it in Settings, or in a terminal: npm run squared -- key set ${name}`,
  );
}

/** Whether there is one, without reading it out. */
export const hasKey = async (name: string): Promise<boolean> =>
  Boolean(process.env[variableOf(name)]) || Boolean(await inStore(name, (entry) => entry.getPassword()));

export const saveKey = (name: string, key: string): Promise<void> =>
  inStore(name, (entry) => entry.setPassword(key));

/** False where there was none. */
export const forgetKey = (name: string): Promise<boolean> =>
  inStore(name, (entry) => entry.deleteCredential());

async function inStore<T>(
  name: string,
  use: (entry: import('@napi-rs/keyring').AsyncEntry) => Promise<T>,
): Promise<T> {
  try {
    // Loaded where it is used: experiments without a server need no key store.
    const { AsyncEntry } = await import('@napi-rs/keyring');
    return await use(new AsyncEntry(service, name));
  } catch (error) {
    throw new EngineFailure(
      `The system's key store cannot be used: ${(error as Error).message}.`,
      `On a machine without one, give the key to the run: ${variableOf(name)}=... in its environment.`,
    );
  }
}
