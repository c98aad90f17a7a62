/** The sets of a folder as sources, where one of them is in a format beyond images with .txt or LLaVA JSON. */
import { join } from 'node:path';
import type { SourceRole } from '../../../../shared/data.ts';
import type { Builder } from '../../../../shared/plan.ts';
import type { FoundSets } from '../../formats/dataset.ts';
import { openBenchmarkFolder } from '../../formats/sources/benchmark-source.ts';
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

/** Null where the folder is read as ever. `builders` by specialist's set: what a builder makes of annotations is no other format. */
export async function setsAsSources(
  { sets }: FoundSets,
  builders: Readonly<Record<string, Builder>>,
): Promise<PlacedSource[] | null> {
  const others: string[] = [];
  const there: typeof sets = [];
  const built = sets.filter(({ name, role }) => role === 'specialist' && builders[name] !== undefined);
  for (const set of sets) {
    if (built.includes(set)) {
      there.push(set);
      continue;
    }
    if (set.role === 'bench') {
      const bench = await openBenchmarkFolder(join(set.root, 'bench'));
      if (bench.files.length > 0) others.push(`${set.name} (tables)`);
      if (bench.files.length + bench.images.size > 0) there.push({ ...set, folder: join(set.root, 'bench') });
      continue;
    }
    const [found] = await detect(await openSource(set.folder, set.without));
    if (!found) continue;
    there.push(set);
    const { format } = found.reader;
    if (format !== 'plain-folder' && format !== 'llava') others.push(`${set.name} (${format})`);
  }
  if (others.length === 0) return null;
  return placed(
    there.map(({ name, role, folder }) => ({
      path: folder,
      role: roles[role],
      ...(role === 'specialist' ? { name } : {}),
    })),
    { without: (ordinal) => there[ordinal]?.without ?? [], builders },
  );
}
