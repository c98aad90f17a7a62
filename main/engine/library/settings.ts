/** The settings as the window shows and changes them. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Settings } from '../../../shared/library-requests.ts';
import { EngineFailure } from '../failure.ts';
import { experimentsFolder } from '../places.ts';
import { listFolders } from '../run/experiment.ts';
import { rememberOpened } from '../run/opened.ts';
import { changeSettings, readSettings } from '../settings.ts';

export const currentSettings = (): Settings => ({
  experimentsFolder: experimentsFolder(),
  usdPerHour: readSettings().usdPerHour,
  device: readSettings().device,
});

export function setSettings({
  experimentsFolder: folder,
  usdPerHour,
  device,
}: {
  experimentsFolder?: string | null | undefined;
  usdPerHour?: number | null | undefined;
  device?: string | undefined;
}): Settings {
  if (device !== undefined) changeSettings({ device });
  if (usdPerHour !== undefined) changeSettings({ usdPerHour });
  if (folder !== undefined) {
    if (folder !== null) checkFolder(folder);
    const before = listFolders();
    changeSettings({ experimentsFolder: folder });
    // They stay where they are: from now on they are experiments that were opened from elsewhere.
    for (const one of before) rememberOpened(one);
  }
  return currentSettings();
}

function checkFolder(folder: string): void {
  const kept = 'Nothing was changed. Choose a folder that exists and that you may write to.';
  if (!isAbsolute(folder) || !existsSync(folder) || !statSync(folder).isDirectory())
    throw new EngineFailure(`There is no folder ${folder}.`, kept);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new EngineFailure(`Nothing can be written to ${folder}.`, kept);
  }
}
