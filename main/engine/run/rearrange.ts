/** An experiment taken again, called otherwise, put away. Only its description is written; its database and files stay as they are. */
import { renameSync, writeFileSync } from 'node:fs';
import { EngineFailure } from '../failure.ts';
import { placesOf } from '../places.ts';
import { checkName, type Description, describe, freeFolder, writeExperiment } from './experiment.ts';
import { holderOf } from './lock.ts';

/** A new experiment with the same plan, beside the others. Returns its folder. */
export function duplicate(folder: string): string {
  const { name, plan, fresh } = describe(folder);
  const copy = freeFolder(name);
  writeExperiment(copy, plan, fresh);
  return copy;
}

export function rename(folder: string, name: string): string {
  const wanted = name.trim();
  checkName(wanted);
  return change(folder, { name: wanted });
}

/** Throws while it runs: what is put away is out of sight, and a run wants to be watched. */
export function archive(folder: string, archived: boolean): string {
  if (archived && holderOf(placesOf(folder).lock)) {
    throw new EngineFailure(
      `${describe(folder).name} is running and cannot be archived.`,
      'Pause the run first, or archive it when it is done.',
    );
  }
  return change(folder, { archived });
}

/** Beside its place first, then renamed: a description is whole or as it was. */
function change(folder: string, members: Partial<Description>): string {
  const file = placesOf(folder).description;
  writeFileSync(`${file}.next`, `${JSON.stringify({ ...describe(folder), ...members }, null, 2)}\n`);
  renameSync(`${file}.next`, file);
  return folder;
}
