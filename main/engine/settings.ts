/** What the user has chosen once for all experiments: `settings.json` beside them. Keys are never among it, only their names. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Prices } from '../../shared/plan.ts';
import { ChosenDevice, SavedEndpoint } from '../../shared/settings-requests.ts';
import { home } from './home.ts';

const Settings = z.object({
  /** Absolute; null: beside this file. */
  experimentsFolder: z.string().nullable().default(null),
  usdPerHour: z.number().min(0).max(10_000).nullable().default(null),
  device: ChosenDevice.default('auto'),
  endpoints: z.array(SavedEndpoint).default([]),
  /** Names of keys that were set here: the key store itself lists none. */
  keyNames: z.array(z.string()).default([]),
});
export type StoredSettings = z.infer<typeof Settings>;

const file = (): string => join(home(), 'settings.json');

/** A missing or damaged file is as good as none: nothing but preferences is lost. */
export function readSettings(): StoredSettings {
  try {
    return Settings.parse(JSON.parse(readFileSync(file(), 'utf8')));
  } catch {
    return Settings.parse({});
  }
}

export function changeSettings(changes: Partial<StoredSettings>): void {
  mkdirSync(dirname(file()), { recursive: true });
  writeFileSync(`${file()}.next`, `${JSON.stringify({ ...readSettings(), ...changes }, null, 2)}\n`);
  renameSync(`${file()}.next`, file());
}

export const chosenExperimentsFolder = (): string | null => readSettings().experimentsFolder;

/** Where models run, as PyTorch calls it; null: where it finds best. SQUARED_DEVICE goes first, for one run on another device. */
export function chosenDevice(): string | null {
  const named = process.env.SQUARED_DEVICE || readSettings().device;
  return named === 'auto' ? null : named;
}

/** The price of an hour for plans that name none; the paper's stays where the user has set nothing. */
export function withChosenPrice(prices: Prices): Prices {
  const { usdPerHour } = readSettings();
  const named = prices.source !== undefined || prices.deviceHour !== Prices.parse({}).deviceHour;
  if (usdPerHour === null || named) return prices;
  return { ...prices, deviceHour: usdPerHour, source: 'the price set in Squared’s settings' };
}
