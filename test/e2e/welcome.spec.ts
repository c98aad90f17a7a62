/** Welcome in the real window: nothing there yet, what can be started, what cannot be opened and why. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { damagedExperiment } from './folders.ts';
import {
  answerFolderDialog,
  newHome,
  openWindow,
  removeHome,
  type SquaredWindow,
  shoot,
  startAgain,
} from './squared-window.ts';

let home: string;
let squared: SquaredWindow;

test.beforeAll(async () => {
  home = newHome();
  damagedExperiment(home);
  squared = await openWindow(home);
});
test.beforeEach(async () => {
  await squared.page.goto('squared://window/index.html');
});
test.afterAll(async () => {
  await squared.app.close();
  removeHome(home);
});

test('offers the plans, lists a damaged experiment as damaged and says what to do about it', async () => {
  const { page } = squared;
  await expect(page.getByRole('heading', { name: 'Embedded experiment' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start: Smoke' })).toBeEnabled();
  const row = page.getByRole('link', { name: /broken/ });
  await expect(row).toContainText('Damaged');
  await shoot(squared, 'welcome');

  await row.click();
  await expect(page.getByRole('heading', { name: 'This experiment cannot be opened' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('experiment.json cannot be read');
  await expect(page.getByRole('alert')).toContainText('Nothing was changed.');
  await shoot(squared, 'damaged');
  await page.getByRole('link', { name: 'Back to all experiments' }).click();
  await expect(page.getByRole('heading', { name: 'Start an experiment' })).toBeVisible();
  expect(squared.complaints).toEqual([]);
});

test('the keyboard reaches what can be done, in the order it is read', async () => {
  const { page } = squared;
  await expect(page.getByRole('button', { name: 'Start: Smoke' })).toBeEnabled();
  const names: string[] = [];
  for (let press = 0; press < 16; press++) {
    await page.keyboard.press('Tab');
    names.push(
      await page.evaluate(() => {
        const at = document.activeElement as HTMLElement;
        return `${at.getAttribute('aria-label') ?? at.innerText.split('\n')[0]} ${getComputedStyle(at).outlineStyle}`;
      }),
    );
  }
  expect(names).toEqual([
    'Squared: all experiments solid',
    'Experiments solid',
    'Models solid',
    'Doctor solid',
    'Settings solid',
    'Find a view or an action (Ctrl+K) solid',
    'Theme: as the system solid',
    'Open folder… solid',
    'broken solid',
    'What can be done with broken solid',
    'Step by step… solid',
    'Start: Smoke solid',
    'Start: Embedded experiment solid',
    'Start: Three-seed study solid',
    'Choose folder… solid',
    'The paper’s tables and figures, one by one solid',
  ]);
});

test('refuses a folder that is no experiment in words, and stays', async () => {
  const { page } = squared;
  const folder = join(home, 'holiday');
  mkdirSync(folder);
  await answerFolderDialog(squared, folder);
  await page.getByRole('button', { name: 'Open folder…' }).click();
  await expect(page.getByRole('alert')).toContainText(`There is no experiment at ${folder}`);
  await expect(page.getByRole('heading', { name: 'Start an experiment' })).toBeVisible();
});

test('an unknown experiment in the address says so', async () => {
  const { page } = squared;
  await page.evaluate(() => {
    window.location.hash = '#/rounds?path=%2Fnowhere%2Fat%2Fall';
  });
  await expect(page.getByRole('alert')).toContainText('There is no experiment at /nowhere/at/all');
});

test('asks for name and plan before it runs on the own images', async () => {
  const { page } = squared;
  const folder = join(home, 'my *pictures');
  mkdirSync(folder);
  writeFileSync(join(folder, 'readme.txt'), 'no image here');
  await answerFolderDialog(squared, folder);
  await page.getByRole('button', { name: 'Choose folder…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Experiment on your images' });
  await expect(dialog).toContainText(folder);
  await expect(dialog.getByLabel('Name')).toHaveValue('my pictures');
  await shoot(squared, 'own-images');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: 'Choose folder…' }).click();
  await dialog.getByLabel('Name').fill('holiday');
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('heading', { name: 'holiday' })).toBeVisible();
  // The run itself finds no images and says so where it is followed.
  await expect(page.getByRole('alert')).toContainText(/Import the images failed/);
  await expect(page.getByRole('button', { name: 'Resume' })).toBeEnabled();
  await shoot(squared, 'failed');
});

test('remembers theme and place; a second start ends and leaves the first window alone', async () => {
  const { page, app } = squared;
  await page.getByRole('button', { name: 'Theme: as the system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1000, 700));
  await app.close();

  squared = await openWindow(home);
  await expect(squared.page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  const size = await squared.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
  expect(size).toEqual([1000, 700]);

  expect(await startAgain(home)).toBe(0);
  expect(squared.app.windows()).toHaveLength(1);
});
