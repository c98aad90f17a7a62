/** A source's folder: its images by name, and everything else by what its content is. */
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, posix } from 'node:path';
import { EngineFailure } from '../../failure.ts';
import { imageName, isImageFile } from '../image-name.ts';
import { walk } from '../walk.ts';
import { type FileKind, kindOf } from './file-kind.ts';
import { peek } from './json-records.ts';
import type { RefusedItem } from './reader.ts';

export interface SourceFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  /** Absolute, links followed. */
  readonly file: string;
  readonly kind: FileKind;
}

/** Texts beside images are many and never looked into before they are read. */
const sidecars = ['.txt', '.caption'];

export class SourceFolder {
  /** Links followed; nothing outside it is read. */
  readonly folder: string;
  readonly files: SourceFile[] = [];
  /** Absolute paths by path in the folder. */
  readonly images = new Map<string, string>();
  readonly sidecars = new Map<string, string>();
  readonly refused: RefusedItem[] = [];
  readonly #named = new Map<string, string | null>();
  readonly #based = new Map<string, string | null>();
  readonly #peeked = new Map<string, Promise<unknown[]>>();

  constructor(folder: string) {
    this.folder = folder;
  }

  add(path: string, file: string): void {
    if (isImageFile(path)) {
      this.images.set(path, file);
      noted(this.#named, imageName(path), path);
      noted(this.#based, basename(imageName(path)), path);
    } else if (sidecars.includes(extname(path).toLowerCase())) this.sidecars.set(path, file);
    else this.files.push({ path, file, kind: kindOf(file) });
  }

  ofKind(...kinds: readonly FileKind[]): SourceFile[] {
    return this.files.filter(({ kind }) => kinds.includes(kind));
  }

  /** The first records of a JSON file, read once. */
  async peek(file: SourceFile): Promise<unknown[]> {
    const known = this.#peeked.get(file.path) ?? peek(file);
    this.#peeked.set(file.path, known);
    return known;
  }

  /**
   * The image that a record means by a path: as seen from the file it stands in, or from the source's folder; a bare name may lie in any
   * folder where only one image has it.
   */
  find(path: string, from: string): { path: string; file: string } | { refused: string } {
    const beside = imageName(posix.join(posix.dirname(from), imageName(path)));
    const name = imageName(path);
    const found =
      this.#named.get(beside) ??
      this.#named.get(name) ??
      (name.includes('/') ? undefined : this.#based.get(name));
    if (found === null) return { refused: 'several images have its name' };
    return found === undefined
      ? { refused: 'its image is missing or was refused' }
      : { path: found, file: this.images.get(found) as string };
  }
}

function noted(map: Map<string, string | null>, name: string, path: string): void {
  map.set(name, map.has(name) ? null : path);
}

const advice = 'Name a folder that holds images, or a file in one of the formats that README.md lists.';

/** `path` is a folder, or one file whose images lie in its folder. `without` are names in it that are not looked at. */
export async function openSource(path: string, without: readonly string[] = []): Promise<SourceFolder> {
  const { at, isFolder } = await resolved(path);
  const folder = isFolder ? at : dirname(at);
  const source = new SourceFolder(folder);
  await walk(
    { folder, root: folder, without },
    {
      keep: (inside, file) => {
        if (isFolder || file === at || isImageFile(inside)) source.add(inside, file);
      },
      refuse: (file, refused) => {
        if (isFolder) source.refused.push({ file, position: 'file', refused });
      },
    },
  );
  return source;
}

async function resolved(path: string): Promise<{ at: string; isFolder: boolean }> {
  try {
    const at = await realpath(path);
    const found = await stat(at);
    if (found.isDirectory() || found.isFile()) return { at, isFolder: found.isDirectory() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new EngineFailure(`There is nothing at ${path}.`, advice, { cause: error });
    throw new EngineFailure(`${path} cannot be opened (${code}).`, advice, { cause: error });
  }
  throw new EngineFailure(`${path} is neither a file nor a folder.`, advice);
}
