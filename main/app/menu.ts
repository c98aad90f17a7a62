/** The native menu. Its own entries only say where to go; the page does the rest. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  readonly goToWelcome: () => void;
  readonly openExperiment: () => void;
}

export function setMenu({ goToWelcome, openExperiment }: MenuActions): void {
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      { label: 'New Experiment', accelerator: 'CmdOrCtrl+N', click: goToWelcome },
      { label: 'Open Experiment…', accelerator: 'CmdOrCtrl+O', click: openExperiment },
      { type: 'separator' },
      process.platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    ],
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...mac, file, { role: 'editMenu' }, view, { role: 'windowMenu' }]),
  );
}
