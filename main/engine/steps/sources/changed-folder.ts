/** What has changed in a folder of images with texts since it was imported: such an import keeps images' hashes, and no list of files. */
import { stat } from 'node:fs/promises';
import { findSets } from '../../formats/dataset.ts';
import { filesOf } from '../../formats/set-files.ts';
import { type Db, hashesByName, quarantinedFiles } from '../../store/index.ts';
import { type FileChange, sha256OfFile } from './file-states.ts';

/**
 * Texts are told changed when they were written since then; one that is gone is not noticed. Throws an EngineFailure where the folder itself
 * is gone. `since`: when the import began.
 */
export async function changesInFolder(db: Db, folder: string, since: Date): Promise<FileChange[]> {
  const changes: FileChange[] = [];
  // A file's content may keep its old time when it is copied over; that it was written to, its status tells.
  const isLater = async (file: string): Promise<boolean> => (await stat(file)).ctimeMs > since.getTime();
  for (const set of (await findSets(folder)).sets) {
    const { images, texts, lists } = await filesOf(set, () => {});
    const known = hashesByName(db, set.name);
    const refused = quarantinedFiles(db, set.name);
    const tell = (path: string, what: FileChange['what']): void => {
      changes.push({ path: `${set.name}/${path}`, what });
    };
    for (const [name, file] of images) {
      const sha256 = known.get(name);
      known.delete(name);
      if (sha256 === undefined) {
        if (!refused.has(file)) tell(name, 'new');
      } else if ((await isLater(file)) && (await sha256OfFile(file)) !== sha256) tell(name, 'changed');
    }
    for (const [stem, file] of texts) if (await isLater(file)) tell(`${stem}.txt`, 'changed');
    for (const file of lists) if (await isLater(file)) tell(file.slice(set.folder.length + 1), 'changed');
    for (const name of known.keys()) tell(name, 'gone');
  }
  return changes;
}
