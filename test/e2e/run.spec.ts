/** The whole loop in the real window: started, closed, resumed, cancelled, resumed, done, looked at. One experiment, in order. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { projectRoot } from '../../main/engine/setup/places.ts';
import { startStallWatch } from './liveness.ts';
import { engineProcesses, stillAlive } from './processes.ts';
import { newHome, openWindow, removeHome, type SquaredWindow, setTheme, shoot } from './squared-window.ts';

// A minute and a half on a machine that has nothing else to do; a busy one may take several times as long.
test.describe.configure({ mode: 'serial', timeout: 600_000 });

let home: string;
let squared: SquaredWindow;
/** For what the run has to get to first. */
const patience = { timeout: 300_000 };

const state = (name: string): Locator => squared.page.locator('.top-bar').getByText(name, { exact: true });
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
  await shoot(squared, 'run');

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
  await expect(row).toContainText(/of 25 steps/);
  await row.click();
  await expect(step('Draw Emoji World', 'done')).toBeVisible();
  await squared.page.getByRole('button', { name: 'Resume' }).click();
  await expect(state('Running')).toBeVisible();
});

test('cancels after asking, and stays responsive while captions are written', async () => {
  const { page } = squared;
  await expect(step('Recaption by V0', 'running')).toBeVisible(patience);
  const stalls = await startStallWatch(squared);
  await expect(step('Recaption by V0', 'running')).toContainText('captions/s', patience);

  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Cancel this run?' });
  await shoot(squared, 'cancel');
  await question.getByRole('button', { name: 'Keep running' }).click();
  await expect(question).toBeHidden();
  await expect(state('Running')).toBeVisible();

  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const asked = performance.now();
  await question.getByRole('button', { name: 'Cancel the run' }).click();
  await expect(state('Cancelled')).toBeVisible();
  const cancelMilliseconds = Math.round(performance.now() - asked);
  const measured = { ...(await stalls.stop()), cancelMilliseconds };
  // How long is a matter of the machine and its load; the figures are kept for who asks (promise 9).
  writeFileSync(join(projectRoot, 'test-results', 'window-liveness.json'), JSON.stringify(measured, null, 2));
  test.info().annotations.push({ type: 'liveness', description: JSON.stringify(measured) });
  await expect(page.getByRole('button', { name: 'Resume' })).toBeEnabled();
});

test('resumes to the end, with the report to open', async () => {
  const { page, app } = squared;
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(state('Done')).toBeVisible({ timeout: 550_000 });
  await expect(page.getByRole('region', { name: 'The whole run' })).toContainText('25 of 25 steps');
  await expect(step('Write the report', 'done')).toBeVisible();
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

test('Rounds shows the benchmarks of every model with real figures', async () => {
  const { page } = squared;
  await page.getByRole('link', { name: 'Rounds' }).click();
  for (const benchmark of ['POPE', 'VQAv2', 'VSR', 'RefCOCO', 'OCRBench']) {
    await expect(page.getByText(benchmark, { exact: true }).first()).toBeVisible();
  }
  await expect(page.locator('main svg').first()).toBeVisible();
  await shoot(squared, 'rounds');
});

test('Captions shows the images, and one image through all rounds', async () => {
  const { page } = squared;
  await page.getByRole('link', { name: 'Captions' }).click();
  const images = page.locator('main img');
  await expect(images.first()).toBeVisible();
  await expect
    .poll(() =>
      images.evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length),
    )
    .toBeGreaterThan(5);
  await shoot(squared, 'captions');
  await setTheme(squared, 'light');
});

test('the engine ends unexpectedly: it is started again and the window goes on', async () => {
  const { page } = squared;
  await page.getByRole('link', { name: 'Run' }).click();
  const [engine] = engineProcesses(squared.app);
  process.kill(engine?.pid as number, 'SIGKILL');
  await expect.poll(() => engineProcesses(squared.app)[0]?.pid ?? engine?.pid).not.toBe(engine?.pid);
  await page.getByRole('link', { name: 'Experiments' }).click();
  await expect(page.getByRole('link', { name: /smoke/ })).toContainText('Done');
  await expect(page.getByText('The engine is being started again')).toBeHidden();
  expect(squared.complaints).toEqual([]);
});
