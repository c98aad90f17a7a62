/** Which sets a folder holds: the embedded world's layout, which is also what a user's folder may look like. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { EngineFailure } from '../failure.ts';
import type { SetRole } from '../store/index.ts';

export interface DatasetSet {
  readonly name: string;
  readonly role: SetRole;
  /** Links followed. */
  readonly folder: string;
  /** The dataset's folder: nothing outside it is ever read. */
  readonly root: string;
  /** Sub-folders that are other sets. */
  readonly without: readonly string[];
}

export interface FoundSets {
  readonly sets: DatasetSet[];
  /** Optional parts that are not there, in words. */
  readonly absent: { what: string; why: string }[];
  /** Where scenes' truth lies; only the embedded world has it. */
  readonly truthFolder: string | null;
}

/** Sub-folders with a meaning of their own; a specialist cannot have their names. */
const reserved = ['pretrain', 'pretrain-more', 'sft', 'sft-val', 'specialists', 'bench', 'truth'];

export async function findSets(folder: string): Promise<FoundSets> {
  const root = await rootOf(folder);
  const sets: DatasetSet[] = [];
  const absent: FoundSets['absent'] = [];
  const add = (name: string, role: SetRole, at: string, without: readonly string[] = []) =>
    sets.push({ name, role, folder: at, root, without });

  const pretrain = await folderIn(root, 'pretrain');
  if ('folder' in pretrain) add('pretrain', 'pretrain', pretrain.folder);
  else add('pretrain', 'pretrain', root, reserved);

  // Only a control reads it, so its absence is nobody's loss: that control says it where it is asked for.
  const more = await folderIn(root, 'pretrain-more');
  if ('folder' in more) add('pretrain-more', 'more', more.folder);

  const sft = await folderIn(root, 'sft');
  if ('folder' in sft) add('sft', 'sft', sft.folder);
  else absent.push({ what: 'SFT stage', why: `${sft.why}: nothing is fine-tuned` });

  const heldOut = await folderIn(root, 'sft-val');
  if ('folder' in heldOut) add('sft-val', 'held-out', heldOut.folder);
  else absent.push({ what: 'held-out loss', why: `${heldOut.why}: it is not measured` });

  const specialists = await folderIn(root, 'specialists');
  const names = 'folder' in specialists ? await namesIn(specialists.folder) : [];
  for (const name of names) {
    const own = reserved.includes(name)
      ? { why: 'its name means another set' }
      : await folderIn(root, 'specialists', name);
    if ('folder' in own) add(name, 'specialist', own.folder);
    else absent.push({ what: `specialist ${name}`, why: own.why });
  }
  if (names.length === 0) {
    const why = 'why' in specialists ? specialists.why : 'no folder specialists/NAME';
    absent.push({ what: 'specialists', why: `${why}: none is trained` });
  }

  // Beside the images lie the benchmarks' own files, which their scorers read.
  const bench = await folderIn(root, 'bench', 'images');
  const tables = 'folder' in bench ? bench : await folderIn(root, 'bench');
  if ('folder' in bench) add('bench', 'bench', bench.folder);
  // Or pictures lie inside the benchmarks' own tables.
  else if ('folder' in tables && (await hasTable(tables.folder))) add('bench', 'bench', tables.folder);
  else absent.push({ what: 'benchmarks', why: `${bench.why}: nothing can be measured` });

  const truth = await folderIn(root, 'truth');
  return { sets, absent, truthFolder: 'folder' in truth ? truth.folder : null };
}

async function rootOf(folder: string): Promise<string> {
  const advice = 'Name a folder that holds images with .txt captions, or LLaVA JSON beside them.';
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new EngineFailure(`There is no folder ${folder}.`, advice, { cause: error });
    throw new EngineFailure(`The folder ${folder} cannot be opened (${code}).`, advice, { cause: error });
  }
  throw new EngineFailure(`${folder} is a file, not a folder.`, advice);
}

async function folderIn(root: string, ...names: string[]): Promise<{ folder: string } | { why: string }> {
  const shown = names.join('/');
  try {
    const folder = await realpath(join(root, ...names));
    if (!folder.startsWith(withSeparator(root))) {
      return { why: `the folder ${shown} is a link that leads out of the dataset` };
    }
    return (await stat(folder)).isDirectory() ? { folder } : { why: `${shown} is a file, not a folder` };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return {
      why: code === 'ENOENT' ? `no folder ${shown}` : `the folder ${shown} cannot be opened (${code})`,
    };
  }
}

const hasTable = async (folder: string): Promise<boolean> =>
  (await readdir(folder, { recursive: true })).some((name) => name.toLowerCase().endsWith('.tsv'));

/** The root of a file system already ends in one. */
export const withSeparator = (folder: string): string => (folder.endsWith(sep) ? folder : folder + sep);

/** Folders and links to some; hidden ones are not meant. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()))
    .map((entry) => entry.name)
    .sort();
}
