import type { libraryRequests } from '../../../shared/library-requests.ts';
import { listKeys, rememberKey, takeKeyAway } from '../library/keys.ts';
import { listModels, modelFolderOf } from '../library/models.ts';
import { currentSettings, setSettings } from '../library/settings.ts';
import { placesOf } from '../places.ts';
import { describe, findExperiment } from '../run/experiment.ts';
import { holderOf } from '../run/lock.ts';
import { metersOf } from '../run/meters.ts';
import { quarantinePage, quarantineReasons, setsOf, turnsBySet } from '../store/index.ts';
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
        source:
          dataset.kind === 'folder'
            ? dataset.path
            : `Emoji World, drawn with seed ${dataset.seed} (${dataset.sizes} size)`,
        sets: setsOf(db).map((set) => ({ ...set, turns: turns.get(set.name) ?? 0 })),
        quarantined: reasons.reduce((sum, { count }) => sum + count, 0),
        reasons,
      };
    });
  },
  'data.quarantine': ({ path, reason, after, limit }) =>
    reading(path, (db) => {
      const items = quarantinePage(db, reason ?? null, after ?? 0, limit);
      return { items, next: items.length === limit ? (items.at(-1)?.id ?? null) : null };
    }),
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
    return holder ? await metersOf(holder.pid) : null;
  },
};
