import { statSync } from 'node:fs';
import type { SourceRole } from '../../../shared/data.ts';
import type { dataRequests } from '../../../shared/data-requests.ts';
import { EngineFailure } from '../failure.ts';
import { findSets } from '../formats/dataset.ts';
import { preview } from '../formats/sources/preview.ts';
import { thumbnailOf } from '../formats/thumbnail.ts';
import { placesOf } from '../places.ts';
import { findExperiment } from '../run/experiment.ts';
import { changedSources } from '../steps/sources/changed-sources.ts';
import {
  countQuarantined,
  hashedImage,
  quarantinePage,
  quarantineReasons,
  thumbnailPart,
} from '../store/index.ts';
import type { HandlersOf } from './handlers-of.ts';
import { reading } from './reading.ts';

/** Of a folder with sets below it, what is pretrained on is one part; what is named beside it is for something else. */
async function partOf({ folder, role }: { folder: string; role: SourceRole }) {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (role !== 'pretraining' || !isFolder) return {};
  const set = (await findSets(folder)).sets.find((one) => one.role === 'pretrain');
  return set ? { folder: set.folder, without: set.without } : {};
}

export const dataHandlers: HandlersOf<typeof dataRequests> = {
  'data.preview': async (args) => preview({ ...args, ...(await partOf(args)) }),
  'data.quarantine': ({ path, search, reason, after, limit }) =>
    reading(path, (db) => {
      const page = quarantinePage(db, after ?? 0, limit, { search, reason });
      return {
        items: page.map(({ id: _, ...item }) => item),
        next: page.length === limit ? (page.at(-1)?.id ?? null) : null,
        total: after === null ? countQuarantined(db, { search, reason }) : null,
        reasons: after === null ? quarantineReasons(db) : null,
      };
    }),
  'image.thumbnail': async ({ path, id }) => {
    const folder = findExperiment(path);
    const { image, part } = reading(folder, (db) => ({
      image: hashedImage(db, id),
      part: thumbnailPart(db, id),
    }));
    if (!image) throw new EngineFailure(`There is no image ${id} in this experiment.`);
    const { thumbnails, laterThumbnails } = placesOf(folder);
    return thumbnailOf({ pack: thumbnails, folder: laterThumbnails }, { ...image, part });
  },
  'data.changes': ({ path }) => changedSources(findExperiment(path)),
};
