/** Starts the real window on experiments of its own, and gathers what its page complains about. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { electronArguments, electronPath } from '../../main/engine/setup/electron-path.ts';
import { projectRoot } from '../../main/engine/setup/places.ts';

export interface SquaredWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The page's errors and refused resources, in words. An empty list is a promise kept. */
  readonly complaints: string[];
}

export const newHome = (): string => mkdtempSync(join(tmpdir(), 'squared-window-'));
export const removeHome = (home: string): void => rmSync(home, { recursive: true, force: true });

const openMilliseconds = 60_000;

/** `env` goes over this process's own. */
export async function openWindow(home: string, env: Record<string, string> = {}): Promise<SquaredWindow> {
  const app = await electron.launch({
    executablePath: electronPath() ?? '',
    args: [...electronArguments(), join(projectRoot, 'test', 'e2e', 'start')],
    cwd: projectRoot,
    // The theme is the window's own business; Playwright would else pin it to light.
    colorScheme: null,
    env: { ...(process.env as Record<string, string>), SQUARED_HOME: home, ...env },
  });
  const words: string[] = [];
  app.process().stderr?.on('data', (text) => words.push(String(text)));
  const page = await app.firstWindow({ timeout: openMilliseconds }).catch((error: Error) => {
    app.process().kill('SIGKILL');
    throw new Error(`The window did not open (${error.message}). Its process said:\n${words.join('')}`);
  });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { app, page, complaints };
}

/** Starts Squared once more on the same home, as a second click on its icon does; answers that process's exit status. */
export function startAgain(home: string): Promise<number | null> {
  const env = { ...process.env, SQUARED_HOME: home };
  const second = spawn(electronPath() ?? '', [...electronArguments(), projectRoot], { env, stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    second.on('error', reject);
    second.on('exit', resolve);
  });
}

/** The window's size in pixels, as a user would drag it. */
export async function resize({ app, page }: SquaredWindow, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await page.waitForFunction((wanted) => Math.abs(window.innerWidth - wanted) <= 2, width);
}

export async function setTheme({ app, page }: SquaredWindow, theme: 'light' | 'dark'): Promise<void> {
  await app.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source;
  }, theme);
  await page.waitForFunction(
    (wanted) => matchMedia('(prefers-color-scheme: dark)').matches === (wanted === 'dark'),
    theme,
  );
}

/** The system's dialog cannot be driven; what it answers can be given. */
export async function answerFolderDialog({ app }: SquaredWindow, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
}

const sizes = { large: [1440, 900], small: [900, 600] } as const;

/** test-results/window/NAME-SIZE-THEME.png, in both sizes and themes. */
export async function shoot(squared: SquaredWindow, name: string): Promise<void> {
  for (const [size, [width, height]] of Object.entries(sizes)) {
    await resize(squared, width, height);
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(squared, theme);
      await squared.page.screenshot({
        path: join(projectRoot, 'test-results', 'window', `${name}-${size}-${theme}.png`),
        animations: 'disabled',
      });
    }
  }
}
