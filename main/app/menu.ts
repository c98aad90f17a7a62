/** The native menu. Its own entries name commands of the page (renderer/commands); the page knows what they do and where. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { experimentViews } from '../../shared/views.ts';

export function setMenu(command: (id: string) => void): void {
  const item = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => command(id),
    ...(accelerator && { accelerator }),
  });
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      item('New Experiment…', 'page.new', 'CmdOrCtrl+N'),
      item('Open Experiment…', 'open', 'CmdOrCtrl+O'),
      { type: 'separator' },
      item('Settings', 'page.settings', 'CmdOrCtrl+,'),
      { type: 'separator' },
      process.platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
    ],
  };
  const go: MenuItemConstructorOptions = {
    label: '&Go',
    submenu: [
      item('Find…', 'palette', 'CmdOrCtrl+K'),
      item('Back', 'back', 'Alt+Left'),
      { type: 'separator' },
      // On a Mac these keys hide the whole program.
      item('All Experiments', 'page.welcome', process.platform === 'darwin' ? undefined : 'Ctrl+H'),
      item('Models', 'page.models'),
      { type: 'separator' },
      ...experimentViews.map((view, index) =>
        item(`${view[0]?.toUpperCase()}${view.slice(1)}`, `view.${view}`, `CmdOrCtrl+${index + 1}`),
      ),
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
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [item('Keyboard Shortcuts', 'shortcuts'), item('Doctor', 'page.doctor')],
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...mac, file, { role: 'editMenu' }, go, view, { role: 'windowMenu' }, help]),
  );
}
