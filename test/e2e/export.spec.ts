/** A dataset leaves through the window: chosen, followed, told; refused in words; cancelled without a trace. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { makeExperiment } from '../unit/engine/export/make-experiment.ts';
import {
  answerFolderDialog,
  newHome,
  openWindow,
  removeHome,
  type SquaredWindow,
  shoot,
} from './squared-window.ts';

let home: string;
let squared: SquaredWindow;
let outs: string;

test.beforeAll(async () => {
  home = newHome();
  outs = join(home, 'outs');
  mkdirSync(outs);
  squared = await openWindow(home);
  await answerFolderDialog(squared, outs);
});
test.afterAll(async () => {
  await squared.app.close();
  removeHome(home);
});

async function openDialog(folder: string): Promise<Locator> {
  await squared.page.goto(`squared://window/index.html#/captions?path=${encodeURIComponent(folder)}`);
  await squared.page.getByRole('button', { name: 'Export…' }).click();
  return squared.page.getByRole('dialog');
}

test('what is chosen is what lies in the folder; a folder that is taken is refused in words', async () => {
  const { folder } = await makeExperiment(join(home, 'small'));
  const dialog = await openDialog(folder);
  await expect(dialog.getByRole('heading', { name: 'Export as a dataset' })).toBeVisible();
  await expect(dialog.getByLabel('What')).toHaveValue('final');
  await expect(dialog.getByRole('button', { name: 'Export' })).toBeDisabled();
  await dialog.getByLabel('What').selectOption('Round 2');
  await dialog.getByLabel('Format').selectOption('WebDataset (tar shards)');
  await expect(dialog.getByLabel(/Refer to where they lie/)).toBeDisabled();
  await dialog.getByLabel('Format').selectOption('LLaVA JSON');
  await dialog.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(dialog).toContainText(outs);
  await expect(dialog.getByLabel('Name of the new folder')).toHaveValue('little-round-2-llava');
  await shoot(squared, 'export');

  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog.getByRole('heading', { name: 'Exported' })).toBeVisible();
  const out = join(outs, 'little-round-2-llava');
  await expect(dialog).toContainText(out);
  await expect(dialog).toContainText('7 images with 7 texts');
  await expect(dialog).toContainText('Left out, 1: its recaption is missing or empty');
  await shoot(squared, 'exported');
  expect(JSON.parse(readFileSync(join(out, 'export.json'), 'utf8'))).toMatchObject({
    part: 'round:2',
    images: 7,
  });
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();

  await squared.page.getByRole('button', { name: 'Export…' }).click();
  await dialog.getByLabel('Name of the new folder').fill('little-round-2-llava');
  await dialog.getByRole('button', { name: 'Choose folder…' }).click();
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('is not empty, and nothing in it is overwritten');
  await dialog.getByLabel('Name of the new folder').fill('another');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog.getByRole('heading', { name: 'Exported' })).toBeVisible();
  await squared.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(squared.complaints).toEqual([]);
});

test('cancelled, it leaves nothing, and the form is there again', async () => {
  const { folder } = await makeExperiment(join(home, 'large'), { more: 40_000 });
  const dialog = await openDialog(folder);
  await dialog.getByLabel('What').selectOption('Original text');
  await dialog.getByLabel('Format').selectOption('kohya sidecars (.txt)');
  await dialog.getByLabel('Name of the new folder').fill('cancelled');
  await dialog.getByRole('button', { name: 'Choose folder…' }).click();
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog.getByText(/^\d[\d,]* of 40,008 images, /)).toBeVisible();
  await expect(dialog.getByRole('progressbar', { name: 'Export' })).toBeVisible();
  await squared.page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The export was cancelled.');
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeEnabled();
  expect(readdirSync(outs).filter((name) => name.includes('cancelled'))).toEqual([]);
  expect(squared.complaints).toEqual([]);
});
