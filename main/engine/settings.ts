/** What the user has chosen once for all experiments: `settings.json` beside them. Keys are never among it, only their names. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { home } from './home.ts';

const Settings = z.object({
  /** Absolute; null: beside this file. */
  experimentsFolder: z.string().nullable().default(null),
  usdPerHour: z.number().min(0).max(10_000).nullable().default(null),
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

/** For the report's cost; nothing where the paper's price stands. */
export function chosenPrice(): { usdPerHour: number; priceSource: string } | Record<string, never> {
  const { usdPerHour } = readSettings();
  return usdPerHour === null ? {} : { usdPerHour, priceSource: 'the price set in Squared’s settings' };
}
