import { type BrowserWindow, dialog } from 'electron';
import type { chooseFileRequests } from '../../shared/choose-file-requests.ts';
import type { WindowHandlers } from './bridge.ts';

const titles = {
  instances: 'Choose the COCO file that says what is in the images',
  detections: 'Choose the file of a detector’s results',
} as const;

export const chooseFileHandlers = (
  currentWindow: () => BrowserWindow | null,
): Pick<WindowHandlers, keyof typeof chooseFileRequests> => ({
  'window.chooseFile': async ({ purpose }) => {
    const options = {
      title: titles[purpose],
      properties: ['openFile' as const],
      filters: [{ name: 'JSON', extensions: ['json'] }],
    };
    const window = currentWindow();
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    return { path: canceled ? null : (filePaths[0] ?? null) };
  },
});
