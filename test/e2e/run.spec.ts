/** The whole loop in the real window: started, closed, resumed, cancelled, resumed, done, looked at. One experiment, in order. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { projectRoot } from '../../main/engine/setup/places.ts';
import { startStallWatch } from './liveness.ts';
import { engineProcesses, stillAlive } from './processes.ts';
import { newHome, openWindow, removeHome, type SquaredWindow, shoot } from './squared-window.ts';

// A minute and a half on a machine that has nothing else to do; a busy one may take several times as long.
test.describe.configure({ mode: 'serial', timeout: 600_000 });

let home: string;
let squared: SquaredWindow;
const liveness: Record<string, number> = {};
/** For what the run has to get to first. */
const patience = { timeout: 300_000 };

const state = (name: string): Locator => squared.page.locator('.top-bar').getByText(name, { exact: true });
const view = (name: string): Locator =>
  squared.page.getByRole('navigation').getByRole('link', { name, exact: true });
const step = (title: string, mark: string): Locator =>
  squared.page.getByRole('region', { name: 'Steps' }).locator(`[data-state="${mark}"]`, { hasText: title });

test.beforeAll(async () => {
  home = newHome();
  squared = await openWindow(home);
});
test.afterAll(async () => {
  await squared.app.close();
  removeHome(home);
});

test('starts from Welcome and shows steps, progress, log and loss as they come', async () => {
  const { page } = squared;
  await expect(page.getByText('No experiments yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Start: Smoke' }).click();
  await expect(page.getByRole('heading', { name: 'smoke' })).toBeVisible();
  await expect(state('Running')).toBeVisible();
  await expect(step('Draw Emoji World', 'done')).toBeVisible(patience);
  await expect(page.getByRole('log')).toContainText('Draw Emoji World: done.');
  await expect(step('Train V0', 'running')).toBeVisible(patience);
  await expect(page.getByRole('img', { name: /Training loss of V0/ })).toBeVisible(patience);
  const use = page.getByLabel('How fast the run is and what it uses');
  await expect(use).toContainText(/[1-9][\d,.]* images\/s, [1-9][\d,.]* tokens\/s/, patience);
  await shoot(squared, 'run');
  // Steps and cards scroll inside; the view itself fits the window, also the small one that is left here.
  expect(await page.locator('#stage').evaluate((stage) => stage.scrollHeight - stage.clientHeight)).toBe(0);

  await page.getByRole('searchbox', { name: 'Search the log' }).fill('emoji world: DONE');
  await expect(page.getByRole('log').locator('p')).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search the log' }).fill('no such words');
  await expect(page.getByRole('log')).toContainText('contains “no such words”');
});

test('closing the window ends everything it started, and nothing is lost', async () => {
  const workers = engineProcesses(squared.app);
  expect(workers.some(({ command }) => command.includes('squared_trainer'))).toBe(true);
  await squared.app.close();
  await expect.poll(() => stillAlive(workers)).toEqual([]);

  squared = await openWindow(home);
  const row = squared.page.getByRole('link', { name: /smoke/ });
  await expect(row).toContainText(/of 26 steps/);
  await row.click();
  await expect(step('Draw Emoji World', 'done')).toBeVisible();
  await squared.page.getByRole('button', { name: 'Resume' }).click();
  await expect(state('Running')).toBeVisible();
});

test('pauses after asking, and says that nothing is lost', async () => {
  const { page } = squared;
  await expect(step('Evaluate V0', 'done')).toBeVisible(patience);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Pause this run?' });
  await expect(question).toContainText('What is done stays done');
  await shoot(squared, 'pause');
  await question.getByRole('button', { name: 'Keep running' }).click();
  await expect(question).toBeHidden();
  await expect(state('Running')).toBeVisible();

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const asked = performance.now();
  await question.getByRole('button', { name: 'Pause the run' }).click();
  await expect(state('Paused')).toBeVisible();
  liveness.cancelMilliseconds = Math.round(performance.now() - asked);
  await expect(page.getByRole('button', { name: 'Resume' })).toBeEnabled();
});

test('resumes to the end while the views are looked at', async () => {
  const { page } = squared;
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(state('Running')).toBeVisible();
  const stalls = await startStallWatch(squared);
  await expect(step('Train V1', 'done')).toBeVisible(patience);
  await view('Rounds').click();
  await expect(page.locator('main svg').first()).toBeVisible();
  await view('Captions').click();
  await expect(page.locator('main img').first()).toBeVisible();
  await view('Run').click();
  await expect(state('Done')).toBeVisible({ timeout: 550_000 });
  Object.assign(liveness, await stalls.stop());
  // How long is a matter of the machine and its load; the figures are kept for who asks (promise 9).
  writeFileSync(join(projectRoot, 'test-results', 'window-liveness.json'), JSON.stringify(liveness, null, 2));
  test.info().annotations.push({ type: 'liveness', description: JSON.stringify(liveness) });
  await expect(page.getByRole('region', { name: 'The whole run' })).toContainText('26 of 26 steps');
  await expect(step('Write the report', 'done')).toBeVisible();
});

test('a finished run shows each training and opens its report', async () => {
  const { page, app } = squared;
  await page.getByLabel('Which training').selectOption({ label: 'V1' });
  await expect(page.getByRole('img', { name: /Training loss of V1/ })).toBeVisible();
  await shoot(squared, 'done');

  // The system's browser is not ours to open in a test; that it is asked for the very report is.
  await app.evaluate(({ shell }) => {
    const opened = globalThis as unknown as { opened: string };
    shell.openPath = async (path) => {
      opened.opened = path;
      return '';
    };
  });
  await page.getByRole('button', { name: 'Open report' }).click();
  const opened = (): Promise<string> =>
    app.evaluate(() => (globalThis as unknown as { opened?: string }).opened ?? '');
  await expect.poll(opened).toBe(join(home, 'experiments', 'smoke', 'report', 'report.html'));
});

test('a step is done again from the graph, with all that was made from it', async () => {
  const { page } = squared;
  await page.getByRole('button', { name: /^Write the report: done/ }).click();
  const picked = page.getByRole('region', { name: 'The picked step' });
  await expect(picked).toContainText('Write the report');
  await picked.getByRole('button', { name: 'Do “Write the report” again' }).click();
  await page.getByRole('button', { name: 'Forget it and do it again' }).click();
  // It may be over before it is seen to run; its log tells.
  await picked.getByRole('button', { name: 'Its log' }).click();
  const log = page.getByRole('log');
  await expect(log.locator('p').first()).toContainText('Write the report: begun.', patience);
  await expect(log).toContainText('Write the report: done.', patience);
  await expect(state('Done')).toBeVisible(patience);
  await expect(log).not.toContainText('Train');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(log).toContainText('Train');
});

test('Rounds shows the benchmarks of every model with real figures', async () => {
  const { page } = squared;
  await view('Rounds').click();
  for (const benchmark of ['POPE', 'VQAv2', 'VSR', 'RefCOCO', 'OCRBench']) {
    await expect(page.getByText(benchmark, { exact: true }).first()).toBeVisible();
  }
  await expect(page.locator('main svg').first()).toBeVisible();
  await shoot(squared, 'rounds');
});

test('Captions shows the images, and one image through all rounds', async () => {
  const { page } = squared;
  await view('Captions').click();
  const images = page.locator('main img');
  await expect(images.first()).toBeVisible();
  await expect
    .poll(() =>
      images.evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length),
    )
    .toBeGreaterThan(5);
  await shoot(squared, 'captions');

  await page.getByRole('searchbox', { name: 'Search captions' }).fill('photo');
  await expect(page.getByRole('status').filter({ hasText: /^\d+ images?$/ })).not.toHaveText('530 images');
  await page
    .locator('main a', { has: page.locator('img') })
    .first()
    .click();
  const one = page.getByRole('region', { name: /^Image \d+/ });
  for (const source of ['Original text', 'V0', 'V1']) {
    await expect(one.getByRole('heading', { name: source, exact: true })).toBeVisible();
  }
  await shoot(squared, 'one-image');
  await page.keyboard.press('Escape');
  await expect(one).toBeHidden();
});

test('the engine ends: it is started again; when it keeps ending, that is said and it waits to be asked', async () => {
  const { page } = squared;
  await view('Run').click();
  expect(squared.complaints).toEqual([]);
  const pid = (): number => engineProcesses(squared.app)[0]?.pid ?? 0;
  const first = pid();
  process.kill(first, 'SIGKILL');
  await expect.poll(() => [0, first].includes(pid())).toBe(false);
  await page.getByRole('link', { name: 'Experiments' }).click();
  await expect(page.getByRole('link', { name: /smoke/ })).toContainText('Done');
  await expect(page.getByText('The engine is being started again')).toBeHidden();

  for (let time = 0; time < 3; time++) {
    await expect.poll(pid).toBeGreaterThan(0);
    process.kill(pid(), 'SIGKILL');
    await expect.poll(pid).toBe(0);
  }
  await expect(page.locator('.banner')).toContainText('The engine ended 4 times within a minute');
  await shoot(squared, 'engine-ended');
  await page.getByRole('button', { name: 'Start it again' }).click();
  await expect(page.getByText('The engine is not running')).toHaveCount(0);
  await page.getByRole('link', { name: /smoke/ }).click();
  await expect(state('Done')).toBeVisible();
});
