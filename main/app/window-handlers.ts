/** What the page asks of the window itself (shared/window.ts): dialogs, file manager, theme, the engine's restart. */
import { type BrowserWindow, dialog, nativeTheme, shell } from 'electron';
import { send, type WindowHandlers } from './bridge.ts';
import { chooseFileHandlers } from './choose-file.ts';
import { copyHandlers } from './copy-handlers.ts';
import { type EngineProcess, EngineRefusal } from './engine-process.ts';
import { saveQuarantine } from './save-quarantine.ts';
import type { WindowState } from './window-state.ts';

const titles = {
  experiment: 'Open an experiment folder',
  images: 'Choose a folder of images with captions',
  export: 'Choose where the export goes',
  experiments: 'Choose where new experiments go',
  model: 'Choose the folder of a SmolVLM in ONNX',
} as const;

export async function chooseFolder(
  window: BrowserWindow | null,
  purpose: keyof typeof titles,
): Promise<string | null> {
  const properties = [
    'openDirectory' as const,
    ...(purpose === 'export' ? ['createDirectory' as const] : []),
  ];
  const options = { title: titles[purpose], properties };
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? null : (filePaths[0] ?? null);
}

export function windowHandlers(
  currentWindow: () => BrowserWindow | null,
  engine: EngineProcess,
  state: WindowState,
): WindowHandlers {
  return {
    ...chooseFileHandlers(currentWindow),
    ...copyHandlers(currentWindow),
    'window.chooseFolder': async ({ purpose }) => ({ path: await chooseFolder(currentWindow(), purpose) }),
    // Both open only what the engine knows: the page cannot name a file of its own.
    'window.openReport': async ({ path }) => {
      const { reportPath } = await engine.call('experiment.get', { path });
      const problem = reportPath ? await shell.openPath(reportPath) : 'There is no report yet.';
      if (problem) {
        const advice = reportPath ? `The report is kept at ${reportPath}.` : null;
        throw new EngineRefusal({ message: `The report could not be opened: ${problem}`, advice });
      }
      return {};
    },
    'window.showFolder': async ({ path }) => {
      const { summary } = await engine.call('experiment.get', { path });
      shell.showItemInFolder(summary.path);
      return {};
    },
    'window.showModel': async ({ path, seed, model }) => {
      const { folder } = await engine.call('models.folder', { path, seed, model });
      shell.showItemInFolder(folder);
      return {};
    },
    'window.saveQuarantine': async (asked) => ({
      file: await saveQuarantine(currentWindow(), engine, asked),
    }),
    'window.drop': async ({ path }) => {
      send(currentWindow(), 'window.dropped', { path });
      return {};
    },
    'window.notices': async ({ wanted }) => {
      if (wanted !== undefined) state.setNotices(wanted);
      return { wanted: state.notices };
    },
    'window.theme': async ({ theme }) => {
      if (theme) {
        state.setTheme(theme);
        nativeTheme.themeSource = theme;
      }
      return { theme: state.theme };
    },
    'window.engine': async ({ restart }) => {
      if (restart) engine.restart();
      return engine.state;
    },
  };
}
