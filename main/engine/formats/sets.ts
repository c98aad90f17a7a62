/** Which sets a folder holds: the embedded world's layout, which is also what a user's folder may look like. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineFailure } from '../failure.ts';
import type { SetRole } from '../store/index.ts';

export interface DatasetSet {
  readonly name: string;
  readonly role: SetRole;
  readonly folder: string;
}

export interface FoundSets {
  readonly sets: DatasetSet[];
  /** Optional parts that are not there, in words. */
  readonly absent: { what: string; why: string }[];
  /** Where scenes' truth lies; only the embedded world has it. */
  readonly truthFolder: string | null;
}

/** Sub-folders with a meaning of their own: where the folder itself is the pretraining set, they are no part of it. */
export const reserved = ['pretrain', 'sft', 'sft-val', 'specialists', 'bench', 'truth'] as const;

const optional = [
  { name: 'sft', role: 'sft', what: 'SFT stage', why: 'the folder has no sft/: nothing is fine-tuned' },
  { name: 'sft-val', role: 'held-out', what: 'held-out loss', why: 'the folder has no sft-val/' },
] as const;

export async function findSets(folder: string): Promise<FoundSets> {
  if (!(await isFolder(folder))) {
    throw new EngineFailure(`There is no folder ${folder}.`, 'Name a folder of images with captions.');
  }
  const inside = (name: string) => join(folder, name);
  const own = await isFolder(inside('pretrain'));
  const sets: DatasetSet[] = [
    { name: 'pretrain', role: 'pretrain', folder: own ? inside('pretrain') : folder },
  ];
  const absent: FoundSets['absent'] = [];
  for (const { name, role, what, why } of optional) {
    if (await isFolder(inside(name))) sets.push({ name, role, folder: inside(name) });
    else absent.push({ what, why });
  }
  const specialists = await foldersIn(inside('specialists'));
  for (const name of specialists)
    sets.push({ name, role: 'specialist', folder: join(inside('specialists'), name) });
  if (specialists.length === 0)
    absent.push({ what: 'specialists', why: 'the folder has no specialists/NAME/' });
  if (await isFolder(inside('bench'))) sets.push({ name: 'bench', role: 'bench', folder: inside('bench') });
  else absent.push({ what: 'benchmarks', why: 'the folder has no bench/: nothing can be measured' });
  return { sets, absent, truthFolder: (await isFolder(inside('truth'))) ? inside('truth') : null };
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
