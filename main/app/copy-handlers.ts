/** Puts what the page has made of a table or chart on the clipboard, or into a file (shared/copy-requests.ts). */
import { writeFile } from 'node:fs/promises';
import * as electron from 'electron';
import type { CopyFormat, copyRequests } from '../../shared/copy-requests.ts';
import type { WindowHandlers } from './bridge.ts';
import { EngineRefusal } from './engine-process.ts';
import { fileNameOf } from './file-name.ts';

interface OlderClipboard {
  writeImage?(image: electron.NativeImage): void;
}

const kinds: Record<CopyFormat, string> = {
  csv: 'CSV table',
  tex: 'LaTeX source',
  svg: 'SVG drawing',
  png: 'PNG picture',
};

export function copyHandlers(
  currentWindow: () => electron.BrowserWindow | null,
): Pick<WindowHandlers, keyof typeof copyRequests> {
  return {
    'window.copy': async ({ text }) => {
      electron.clipboard.writeText(text);
      return {};
    },
    'window.copyPicture': async ({ png }) => {
      await copyPicture(Buffer.from(png, 'base64'));
      return {};
    },
    'window.saveCopy': async ({ title, format, content }) => {
      const options = {
        title: `Save as ${kinds[format]}`,
        defaultPath: `${fileNameOf(title)}.${format}`,
        filters: [{ name: kinds[format], extensions: [format] }],
      };
      const window = currentWindow();
      const { canceled, filePath } = await (window
        ? electron.dialog.showSaveDialog(window, options)
        : electron.dialog.showSaveDialog(options));
      if (canceled || !filePath) return { file: null };
      await save(filePath, format === 'png' ? Buffer.from(content, 'base64') : content);
      return { file: filePath };
    },
  };
}

async function copyPicture(png: Buffer): Promise<void> {
  const image = electron.nativeImage.createFromBuffer(png);
  if (image.isEmpty()) throw new EngineRefusal({ message: 'That is no picture.', advice: null });
  const older = electron.clipboard as unknown as OlderClipboard;
  // Both ways that Electron has had: `writeImage` once, typed items now.
  if (older.writeImage) {
    older.writeImage(image);
    return;
  }
  const blob = new Blob([new Uint8Array(png)], { type: 'image/png' });
  await electron.clipboard.write([new electron.ClipboardItem({ 'image/png': blob })]);
}

async function save(file: string, content: string | Buffer): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new EngineRefusal({
      message: `${file} could not be written (${code ?? String(error)}).`,
      advice: 'Choose another place.',
    });
  }
}
