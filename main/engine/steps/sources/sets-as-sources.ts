/** The sets of a folder as sources, where one of them is in a format beyond images with .txt or LLaVA JSON. */
import type { SourceRole } from '../../../../shared/data.ts';
import type { FoundSets } from '../../formats/dataset.ts';
import { detect } from '../../formats/sources/readers.ts';
import { openSource } from '../../formats/sources/source-folder.ts';
import type { SetRole } from '../../store/index.ts';
import { type PlacedSource, placed } from './source-sets.ts';

const roles: Record<SetRole, SourceRole> = {
  pretrain: 'pretraining',
  more: 'more-pretraining',
  sft: 'sft',
  'held-out': 'held-out',
  specialist: 'specialist',
  bench: 'benchmark',
};

/** Null where the folder is read as ever. */
export async function setsAsSources({ sets }: FoundSets): Promise<PlacedSource[] | null> {
  let others = 0;
  const there: typeof sets = [];
  for (const set of sets) {
    const [found] = await detect(await openSource(set.folder, set.without));
    if (!found) continue;
    there.push(set);
    const { format } = found.reader;
    if (set.role !== 'bench' && format !== 'plain-folder' && format !== 'llava') others++;
  }
  if (others === 0) return null;
  return placed(
    there.map(({ name, role, folder }) => ({
      path: folder,
      role: roles[role],
      ...(role === 'specialist' ? { name } : {}),
    })),
    (ordinal) => there[ordinal]?.without ?? [],
  );
}
