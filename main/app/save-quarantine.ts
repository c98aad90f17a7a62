/** What an import left out, as CSV into a file that the user chooses: page by page, however much it is. */
import { open } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';
import { csvLine } from '../../shared/csv-line.ts';
import type { RequestArgs, RequestResult } from '../../shared/requests.ts';
import { type EngineProcess, EngineRefusal } from './engine-process.ts';

type Asked = Pick<RequestArgs<'data.quarantine'>, 'path' | 'search' | 'reason'>;

/** Where it lies now; null where the dialog was closed. */
export async function saveQuarantine(
  window: BrowserWindow | null,
  engine: EngineProcess,
  asked: Asked,
): Promise<string | null> {
  const options = { title: 'Save what was left out', defaultPath: 'quarantine.csv' };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  if (canceled || !filePath) return null;
  try {
    const file = await open(filePath, 'w');
    try {
      await file.write(csvLine(['set', 'file', 'position', 'reason']));
      let after: number | null = null;
      do {
        const page: RequestResult<'data.quarantine'> = await engine.call('data.quarantine', {
          ...asked,
          after,
        });
        const lines = page.items.map((one) => csvLine([one.set, one.file, one.position, one.reason]));
        await file.write(lines.join(''));
        after = page.next;
      } while (after !== null);
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new EngineRefusal({
      message: `${filePath} could not be written (${code}).`,
      advice: 'Choose another place; the list itself is kept.',
    });
  }
  return filePath;
}
