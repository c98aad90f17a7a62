/** The window's process: one window, one engine beside it. Thin: the engine decides, this carries messages. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, protocol, screen, session } from 'electron';
import type { EventName, Events } from '../../shared/events.ts';
import { events } from '../../shared/events.ts';
import { projectRoot } from '../engine/setup/places.ts';
import { Attention } from './attention.ts';
import { answerCalls, send } from './bridge.ts';
import { EngineProcess } from './engine-process.ts';
import { guardContents, guardSession } from './guards.ts';
import { imageScheme, serveImages } from './image-protocol.ts';
import { setMenu } from './menu.ts';
import { keepSmall } from './page-memory.ts';
import { reloadWhenGone } from './page-process.ts';
import { pageScheme, pageUrl, servePage } from './page-protocol.ts';
import { windowHandlers } from './window-handlers.ts';
import { WindowState } from './window-state.ts';

// Who moves the experiments elsewhere (tests do) gets a window of their own beside them.
if (process.env.SQUARED_HOME) app.setPath('userData', join(process.env.SQUARED_HOME, 'window'));
app.setName('Squared');
// Root, as in containers, is the one user that Chromium cannot sandbox; the page still gets no Node and no way out but preload.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// Without a graphics device Chromium tries one all the same, and a page that loads while that fails may hang for ever (seen).
if (process.platform === 'linux' && !existsSync('/dev/dri')) app.disableHardwareAcceleration();
protocol.registerSchemesAsPrivileged([
  { scheme: pageScheme, privileges: { standard: true, secure: true } },
  { scheme: imageScheme, privileges: { standard: true, secure: true } },
]);

let window: BrowserWindow | null = null;
let attention: Attention | null = null;

const engine = new EngineProcess(
  (event: EventName, data) => {
    if (!Object.hasOwn(events, event)) return;
    send(window, event, data as never);
    if (event === 'run.step') attention?.onStep(data as Events['run.step']);
    if (event === 'run.state') attention?.onState(data as Events['run.state']);
  },
  (state) => send(window, 'window.engine', state),
);

function createWindow(state: WindowState): BrowserWindow {
  const bounds = state.boundsWithin(screen.getAllDisplays().map(({ workArea }) => workArea));
  const created = new BrowserWindow({
    width: 1280,
    height: 820,
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Squared',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#ffffff',
    webPreferences: {
      preload: join(projectRoot, 'out/preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (state.maximized) created.maximize();
  created.webContents.once('did-finish-load', () => created.webContents.setZoomFactor(state.zoom));
  reloadWhenGone(created.webContents);
  keepSmall(created.webContents);
  created.once('ready-to-show', () => created.show());
  created.on('close', () => state.remember(created));
  created.on('closed', () => {
    window = null;
  });
  void created.loadURL(pageUrl);
  return created;
}

function start(): void {
  const state = new WindowState(join(app.getPath('userData'), 'window.json'));
  nativeTheme.themeSource = state.theme;
  guardSession(session.defaultSession);
  servePage(session.defaultSession);
  serveImages(session.defaultSession, engine);
  answerCalls(
    engine,
    windowHandlers(() => window, engine, state),
  );
  engine.start();
  const show = (): BrowserWindow => {
    window ??= createWindow(state);
    return window;
  };
  attention = new Attention(
    () => window,
    engine,
    () => state.notices,
    (path) => {
      show().focus();
      send(window, 'window.navigate', { path });
    },
  );
  setMenu((id) => send(show(), 'window.command', { id }));
  app.on('second-instance', () => show().focus());
  app.on('activate', show);
  show();
}

app.on('web-contents-created', (_event, contents) => guardContents(contents));
app.on('window-all-closed', () => app.quit());

/** Bounded: a slow disk must not keep the program from ending; what is left is emptied the next time. */
const emptyTrash = (): Promise<unknown> =>
  Promise.race([
    engine
      .call('experiments.emptyTrash', {})
      .catch((error) => console.error(`The trash was not emptied: ${error}`)),
    new Promise((resolve) => setTimeout(resolve, 3000)),
  ]);

let engineStopped = false;
app.on('before-quit', (event) => {
  if (engineStopped) return;
  event.preventDefault();
  // What was deleted could be fetched back as long as the window was there.
  void emptyTrash()
    .then(() => engine.stop())
    .then(() => {
      engineStopped = true;
      app.quit();
    });
});

// Two windows would fight for the same place and the same engine; the first one comes forward instead.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.exit();
