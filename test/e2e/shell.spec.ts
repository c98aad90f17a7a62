/** What the window does beside its page: notices of the system, the taskbar, zoom, dropped folders, two windows, a page that dies. In order. */
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { placesOf } from '../../main/engine/places.ts';
import { allSteps, openForWriting, saveStep } from '../../main/engine/store/index.ts';
import { hrefOf, pageHref } from '../../renderer/route.ts';
import { newExperiment } from './folders.ts';
import { engineProcesses } from './processes.ts';
import { newHome, openWindow, removeHome, type SquaredWindow } from './squared-window.ts';

// What a run has to get to first may take several times as long on a busy machine.
test.describe.configure({ mode: 'serial', timeout: 240_000 });

let home: string;
let fresh: string;
let squared: SquaredWindow;
const patience = { timeout: 120_000 };

const goTo = (href: string) => squared.page.goto(`squared://window/index.html${href}`);
const stateIn = ({ page }: SquaredWindow, name: string): Locator =>
  page.locator('.top-bar').getByText(name, { exact: true });

test.beforeAll(async () => {
  home = realpathSync(newHome());
  fresh = await newExperiment(home, 'smoke', 'fresh');
  squared = await openWindow(home);
});
test.afterAll(async () => {
  await squared?.app.close();
  removeHome(home);
});

interface Recorded {
  readonly notices: { title: string; body: string }[];
  readonly progress: number[];
  isFocused: boolean;
}

/** A virtual screen has nothing that shows notices and no taskbar: that they are asked for, and with what, is what can be seen there. */
async function recordSystem({ app }: SquaredWindow): Promise<void> {
  await app.evaluate(({ BrowserWindow, Notification }) => {
    const notes: Recorded = { notices: [], progress: [], isFocused: false };
    Object.assign(globalThis, { recorded: notes });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      notes.notices.push({ title: this.title, body: this.body });
      Object.assign(globalThis, { lastNotice: this });
    };
    const window = BrowserWindow.getAllWindows()[0];
    if (!window) return;
    window.isFocused = () => notes.isFocused;
    const setProgressBar = window.setProgressBar.bind(window);
    window.setProgressBar = (share, options) => {
      notes.progress.push(share);
      setProgressBar(share, options);
    };
  });
}

const recorded = (): Promise<Recorded> =>
  squared.app.evaluate(() => (globalThis as unknown as { recorded: Recorded }).recorded);
const focus = (isFocused: boolean) =>
  squared.app.evaluate((_electron, value) => {
    (globalThis as unknown as { recorded: Recorded }).recorded.isFocused = value;
  }, isFocused);

/** Answers when the taskbar's bar has been taken away, as it is at the end of every run. */
async function runToItsEnd(path: string): Promise<void> {
  const ends = async (): Promise<number> =>
    (await recorded()).progress.filter((share) => share === -1).length;
  const before = await ends();
  const outcome = await squared.page.evaluate((of) => window.squared.call('run.start', { path: of }), path);
  expect(outcome).toHaveProperty('result');
  await expect.poll(ends, patience).toBeGreaterThan(before);
}

test('a run’s end is told by the system, unless the window is in front or it is not wanted; a click leads there', async () => {
  const { page, app } = squared;
  await recordSystem(squared);
  const data = join(home, 'no pictures');
  mkdirSync(data);
  const failing = await page.evaluate(async (folder) => {
    const outcome = await window.squared.call('experiments.create', {
      preset: 'smoke',
      name: 'holiday',
      data: folder,
    });
    return 'result' in outcome ? outcome.result.path : '';
  }, data);
  await focus(true);
  await runToItsEnd(failing);
  await focus(false);
  await goTo(pageHref('settings'));
  const wanted = page.getByRole('checkbox', { name: 'When a run ends or needs me' });
  await wanted.uncheck();
  await runToItsEnd(failing);
  await wanted.check();
  await runToItsEnd(failing);
  await expect.poll(async () => (await recorded()).notices).toHaveLength(1);
  const [notice] = (await recorded()).notices;
  expect(notice?.title).toBe('holiday needs you: a step failed');
  expect(notice?.body).toContain('Import the images failed');

  const done = await newExperiment(home, 'smoke', 'finished');
  const db = openForWriting(placesOf(done).database);
  for (const step of allSteps(db)) saveStep(db, { ...step, state: 'done' });
  db.close();
  await runToItsEnd(done);
  await expect.poll(async () => (await recorded()).notices.at(-1)?.title).toBe('finished is done');
  await app.evaluate(() => {
    (globalThis as unknown as { lastNotice: { emit(event: string): void } }).lastNotice.emit('click');
  });
  await expect(page.getByRole('heading', { name: 'finished' })).toBeVisible();
});

test('what is zoomed stays so', async () => {
  const choose = (role: string) =>
    squared.app.evaluate(({ Menu, BrowserWindow }, wanted) => {
      const view = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&View');
      const item = view?.submenu?.items.find((one) => one.role?.toLowerCase() === wanted);
      const window = BrowserWindow.getAllWindows()[0];
      item?.click(undefined, window, window?.webContents);
    }, role);
  const factor = () =>
    squared.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
    );
  await choose('zoomin');
  await choose('zoomin');
  await expect.poll(factor).toBeGreaterThan(1.1);
  const zoomed = (await factor()) as number;
  // The page is laid out anew and not cut off: nothing scrolls sideways.
  expect(await squared.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  await squared.app.close();
  squared = await openWindow(home);
  await squared.page.waitForLoadState('load');
  await expect.poll(factor).toBeCloseTo(zoomed, 3);
  await choose('resetzoom');
  await expect.poll(factor).toBeCloseTo(1, 3);
});

test('a folder that is dropped is opened where it is an experiment, and is a new one’s data where it is not', async () => {
  const { page, app } = squared;
  const session = await app.context().newCDPSession(page);
  const drop = async (folder: string): Promise<void> => {
    const data = { items: [], files: [folder], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  };
  await goTo('#/');
  await drop(fresh);
  await expect(page.getByRole('heading', { name: 'fresh' })).toBeVisible();
  await expect(stateIn(squared, 'Not started')).toBeVisible();
  await drop(join(home, 'no pictures'));
  await expect.poll(() => page.evaluate(() => window.location.hash)).toBe('#/new');
  await expect.poll(() => page.evaluate(() => JSON.stringify(window.localStorage))).toContain('no pictures');
  expect(squared.complaints).toEqual([]);
});

test('two windows on one experiment: each sees the run, only one may start it, either may pause it', async () => {
  const otherHome = newHome();
  const other = await openWindow(otherHome);
  try {
    await goTo(hrefOf('run', fresh));
    await other.page.goto(`squared://window/index.html${hrefOf('run', fresh)}`);
    await expect(stateIn(other, 'Not started')).toBeVisible();
    await recordSystem(squared);
    await squared.page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(stateIn(squared, 'Running')).toBeVisible(patience);
    const refused = await other.page.evaluate((path) => window.squared.call('run.start', { path }), fresh);
    expect(refused).toMatchObject({ error: { message: expect.stringContaining('is already running') } });
    await expect(stateIn(other, 'Running')).toBeVisible(patience);
    await expect
      .poll(async () => (await recorded()).progress.some((share) => share > 0 && share < 1), patience)
      .toBe(true);
    await other.page.getByRole('button', { name: 'Pause', exact: true }).click();
    await other.page.getByRole('button', { name: 'Pause the run' }).click();
    for (const one of [squared, other]) await expect(stateIn(one, 'Paused')).toBeVisible(patience);
    // A pause by hand is no news to the hand, and the taskbar's bar is gone.
    await expect.poll(async () => (await recorded()).progress.at(-1)).toBe(-1);
    expect((await recorded()).notices).toEqual([]);
  } finally {
    await other.app.close();
    removeHome(otherHome);
  }
});

test('the engine dies in the middle of a run: it is said, it is there again, and the run goes on from what was stored', async () => {
  const { page } = squared;
  const steps = page.getByRole('region', { name: 'Steps' });
  const first = steps.locator('[data-state="done"]', { hasText: 'Draw Emoji World' });
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(first).toBeVisible(patience);
  await expect(stateIn(squared, 'Running')).toBeVisible();
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => {
      const words = document.querySelector('.banner')?.textContent;
      if (words) said.push(words);
    }).observe(document.querySelector('.banners') as Element, { subtree: true, childList: true });
  });
  process.kill(engineProcesses(squared.app)[0]?.pid as number, 'SIGKILL');
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { said: string[] }).said.join('\n')))
    .toContain('The engine is being started again');
  await expect(page.getByRole('button', { name: 'Resume' })).toBeEnabled(patience);
  await expect(page.locator('.banner')).toHaveCount(0);
  await expect(first).toBeVisible();
});

test('a page that dies is loaded again where it was', async () => {
  await goTo(pageHref('settings'));
  await expect(squared.page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  // Counted in the main process: Playwright takes a page that died for closed.
  const loaded = await squared.app.evaluateHandle(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const again = { addresses: [] as string[] };
    contents?.on('did-start-navigation', ({ url }) => again.addresses.push(url));
    contents?.forcefullyCrashRenderer();
    return again;
  });
  await expect.poll(() => loaded.evaluate(({ addresses }) => addresses.at(-1))).toContain('settings');
});
