/** Which files of an experiment's sources are no longer as they were when they were imported. */
import { placesOf } from '../../places.ts';
import { describe } from '../../run/experiment.ts';
import { allSteps, openForReading, storedSources } from '../../store/index.ts';
import { changesInFolder } from './changed-folder.ts';
import { changesOf, type FileChange, fileStates } from './file-states.ts';
import { openFolder } from './open-for-import.ts';
import type { PlacedSource } from './source-sets.ts';

export async function changedSources(
  experiment: string,
): Promise<{ source: string; changes: FileChange[] }[]> {
  const db = openForReading(placesOf(experiment).database);
  try {
    const changed: { source: string; changes: FileChange[] }[] = [];
    const sources = storedSources(db);
    const { dataset } = describe(experiment).plan;
    const imported = allSteps(db).find(({ kind }) => kind === 'import');
    if (
      sources.length === 0 &&
      dataset.kind === 'folder' &&
      imported?.state === 'done' &&
      imported.startedAt
    ) {
      const changes = await changesInFolder(db, dataset.path, new Date(imported.startedAt));
      if (changes.length > 0) changed.push({ source: dataset.path, changes });
    }
    for (const { settings } of sources) {
      const placed = JSON.parse(settings) as PlacedSource;
      const source = await openFolder(placed);
      const changes = await changesOf(db, placed, source, await fileStates(source));
      if (changes.length > 0) changed.push({ source: placed.source.path, changes });
    }
    return changed;
  } finally {
    db.close();
  }
}
