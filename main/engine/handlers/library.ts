import type { libraryRequests } from '../../../shared/library-requests.ts';
import type { DatasetSource } from '../../../shared/plan.ts';
import { listKeys, rememberKey, takeKeyAway } from '../library/keys.ts';
import { listModels, modelFolderOf } from '../library/models.ts';
import { currentSettings, setSettings } from '../library/settings.ts';
import { placesOf } from '../places.ts';
import { describe, findExperiment } from '../run/experiment.ts';
import { holderOf } from '../run/lock.ts';
import { metersOf } from '../run/meters.ts';
import { quarantineReasons, setsOf, speedOf, turnsBySet } from '../store/index.ts';
import type { HandlersOf } from './handlers-of.ts';
import { reading } from './reading.ts';

export const libraryHandlers: HandlersOf<typeof libraryRequests> = {
  'models.list': () => listModels(),
  'models.folder': ({ path, seed, model }) => ({ folder: modelFolderOf(findExperiment(path), seed, model) }),
  'data.overview': ({ path }) => {
    const { dataset } = describe(findExperiment(path)).plan;
    return reading(path, (db) => {
      const turns = turnsBySet(db);
      const reasons = quarantineReasons(db);
      return {
        source: sourceOf(dataset),
        sets: setsOf(db).map((set) => ({ ...set, turns: turns.get(set.name) ?? 0 })),
        quarantined: reasons.reduce((sum, { count }) => sum + count, 0),
        reasons,
      };
    });
  },
  'settings.get': () => currentSettings(),
  'settings.set': (changes) => setSettings(changes),
  'keys.list': () => listKeys(),
  'keys.set': async ({ name, key }) => {
    await rememberKey(name, key);
    return {};
  },
  'keys.forget': async ({ name }) => ({ forgotten: await takeKeyAway(name) }),
  'run.meters': async ({ path }) => {
    const folder = findExperiment(path);
    const holder = holderOf(placesOf(folder).lock);
    if (!holder) return null;
    return { ...(await metersOf(holder.pid)), speed: reading(path, speedOf) };
  },
};

function sourceOf(dataset: DatasetSource): string {
  if (dataset.kind === 'folder') return dataset.path;
  if (dataset.kind === 'world') return `Emoji World, drawn with seed ${dataset.seed} (${dataset.sizes} size)`;
  return dataset.sources.map(({ path, role }) => `${role}: ${path}`).join('; ');
}
