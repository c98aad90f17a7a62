/** Which sample of which of the user's own tar shards an image is: told by its place in the import. */
import { archivesOfSources, type Db, type ExportedImage } from '../store/index.ts';

export interface SourceShard {
  /** Before the shard's path where several sources were imported; ends in a slash, or is empty. */
  readonly folder: string;
  /** As it lies in the source's folder: `00000.tar`. */
  readonly path: string;
  /** The sample's key in it. */
  readonly key: string;
}

export function shardFinder(db: Db): (image: ExportedImage) => SourceShard | null {
  // By source and the path without its ending, which is how the importer names what it takes out of an archive.
  const paths = new Map(archivesOfSources(db).map(({ source, path }) => [`${source} ${stemOf(path)}`, path]));
  return ({ source, position, name }) => {
    const key = keyIn(position);
    if (source === null || key === null || !name.endsWith(`/${key}`)) return null;
    const stem = name.slice(0, -key.length - 1);
    const [first = '', ...rest] = stem.split('/');
    const own = paths.get(`${source} ${stem}`);
    if (own) return { folder: '', path: own, key };
    const among = paths.get(`${source} ${rest.join('/')}`);
    return among ? { folder: `${first}/`, path: among, key } : null;
  };
}

const stemOf = (path: string): string => path.replace(/\.[^./]*$/, '').replace(/\.tar$/, '');

function keyIn(position: string | null): string | null {
  const quoted = /^sample (".*")$/.exec(position ?? '')?.[1];
  return quoted ? JSON.parse(quoted) : null;
}
