/** Servers' keys as the window manages them: set, forgotten, never shown. */
import type { KeyState } from '../../../shared/library-requests.ts';
import { forgetKey, hasKey, saveKey } from '../endpoint/keys.ts';
import { EngineFailure } from '../failure.ts';
import { describe, listFolders } from '../run/experiment.ts';
import { changeSettings, readSettings } from '../settings.ts';
import { savedEndpoints } from './endpoints.ts';

/** Names that plans call or that were set here, each once, in order. */
export async function listKeys(): Promise<{ keys: KeyState[]; problem: string | null }> {
  const used = usedKeys();
  const names = [...new Set([...used.keys(), ...readSettings().keyNames])].sort();
  const keys: KeyState[] = [];
  let problem: string | null = null;
  for (const name of names) {
    const stored = await hasKey(name).catch((error: EngineFailure) => {
      problem = `${error.message} ${error.advice ?? ''}`.trim();
      return false;
    });
    keys.push({ name, stored, usedBy: used.get(name) ?? [] });
  }
  return { keys, problem };
}

export async function rememberKey(name: string, key: string): Promise<void> {
  await saveKey(name, key.trim());
  changeSettings({ keyNames: [...new Set([...readSettings().keyNames, name])] });
}

export async function takeKeyAway(name: string): Promise<boolean> {
  const forgotten = await forgetKey(name);
  changeSettings({ keyNames: readSettings().keyNames.filter((one) => one !== name) });
  return forgotten;
}

/** Saved servers and experiments, by the key that they call. */
function usedKeys(): Map<string, string[]> {
  const used = new Map<string, string[]>();
  for (const { name, key } of savedEndpoints())
    if (key) used.set(key, [...(used.get(key) ?? []), `the server “${name}”`]);
  for (const folder of listFolders()) {
    try {
      const { name, plan } = describe(folder);
      const key = plan.captioner.kind === 'endpoint' ? plan.captioner.key : undefined;
      if (key) used.set(key, [...(used.get(key) ?? []), name]);
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
    }
  }
  return used;
}
