/** The graph of a run's steps: read, walked by keyboard alone, left for the list and found again; curves of a round's runs on one another. */
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { planOf } from '../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../main/engine/run/experiment.ts';
import { hrefOf } from '../../renderer/route.ts';
import { finishedExperiment } from './finished-experiment.ts';
import { newHome, openWindow, removeHome, resize, type SquaredWindow, shoot } from './squared-window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let done: string;
let squared: SquaredWindow;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  home = newHome();
  done = await finishedExperiment(home, 'done', (plan) => ({
    ...plan,
    specialistArms: ['leave-one-out'],
    controls: ['shuffled'],
  }));
  squared = await openWindow(home);
});
test.afterAll(async () => {
  await squared?.app.close();
  removeHome(home);
});

const goTo = (href: string) => squared.page.goto(`squared://window/index.html${href}`);
const graph = (): Locator => squared.page.getByRole('group', { name: 'Graph of the steps' });
const node = (name: RegExp): Locator => graph().getByRole('button', { name });
const picked = (): Locator => squared.page.getByRole('region', { name: 'The picked step' });

test('every step is a node with its state, time and what it follows from; models are told in words', async () => {
  await goTo(hrefOf('run', done));
  await expect(node(/^Train V0, seed 1: done, Taken over$/)).toBeVisible();
  await expect(node(/^Train V1, seed 1: done, 1 min 35 s$/)).toBeVisible();
  await expect(node(/^Train without spatial, seed 1: done/)).toBeVisible();
  const steps = await graph().locator('[data-step]').count();
  await expect(squared.page.getByRole('region', { name: 'The whole run' })).toContainText(
    `${steps} of ${steps} steps`,
  );
  await shoot(squared, 'run-graph');
  // It scrolls in its own panel, also in the small window that is left here; the names of its rows stay.
  const panel = squared.page.locator('.graph-panel');
  expect(await squared.page.locator('#stage').evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  const name = graph().getByText('Spatial', { exact: true });
  const before = await name.boundingBox();
  await resize(squared, 700, 600);
  await panel.evaluate((one) => one.scrollTo({ left: 200 }));
  await expect.poll(async () => (await name.boundingBox())?.x).toBeLessThanOrEqual(before?.x ?? 0);
  await expect(name).toBeInViewport();
  await resize(squared, 1440, 900);
});

test('by keyboard alone: arrows walk, Enter shows what can be done, its log is one key away', async () => {
  const { page } = squared;
  await goTo(hrefOf('run', done));
  await page.reload();
  await page.getByRole('button', { name: 'Copy the graph of the steps' }).focus();
  await page.keyboard.press('Tab');
  await expect(node(/^Draw Emoji World/)).toBeFocused();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  await expect(node(/^Evaluate V1/)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(node(/^Train V1/)).toHaveAttribute('aria-pressed', 'true');
  await expect(picked()).toBeFocused();
  await expect(picked()).toContainText('Made from Recaption by V0');
  await page.keyboard.press('Tab');
  await expect(picked().getByRole('button', { name: 'Recaption by V0' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(picked().getByRole('heading')).toHaveText('Recaption by V0 seed 1');
  await expect(picked().getByRole('link', { name: 'Its captions' })).toHaveAttribute('href', /by=v0/);
  await node(/^Train V1/).press('Enter');
  await picked().getByRole('button', { name: 'Its log' }).press('Enter');
  await expect(page.getByRole('log')).toContainText('Train v1: begun.');
  await expect(page.getByRole('log')).not.toContainText('Train v0');
  await picked().getByRole('button', { name: 'Its loss' }).press('Enter');
  await expect(page.getByRole('img', { name: /^Training loss of V1/ })).toBeVisible();
});

test('the list is one click away, and the choice is remembered', async () => {
  const { page } = squared;
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await expect(graph()).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'Train without spatial' })).toBeAttached();
  await page.reload();
  await expect(page.getByRole('button', { name: 'List', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(graph()).toHaveCount(0);
  await page.getByRole('button', { name: 'Graph', exact: true }).click();
  await expect(graph()).toBeVisible();
});

test('losses and learning rates of all runs of a round lie on one another, whole and stage by stage', async () => {
  const { page } = squared;
  await page.getByLabel('Which training').selectOption({ label: 'Round 1, all runs' });
  await expect(page.getByRole('img', { name: 'Training losses on one another: V1; Shuffled' })).toBeVisible();
  const rates = page.getByRole('img', { name: 'Learning rates on one another: V1; Shuffled' });
  await rates.scrollIntoViewIfNeeded();
  await expect(rates.locator('svg')).toContainText('optimiser step');
  await page.getByLabel('Which stage').selectOption({ label: 'Fine-tune' });
  await expect(rates.locator('svg')).toContainText('optimiser step of fine-tune');
  await shoot(squared, 'run-curves');
});

test('where nothing is trained no loss is awaited', async () => {
  const plan = { ...planOf('smoke'), captionsOnly: true, rounds: 1, specialists: [], benchmarks: [] };
  const path = join(home, 'experiments', 'captions');
  writeExperiment(path, plan);
  await goTo(hrefOf('run', path));
  await expect(node(/^Recaption by V0/)).toBeVisible();
  await expect(squared.page.getByRole('region', { name: 'Log' })).toBeVisible();
  await expect(squared.page.getByRole('region', { name: 'Loss' })).toHaveCount(0);
  await expect(squared.page.getByText('No training yet')).toHaveCount(0);
  expect(squared.complaints).toEqual([]);
});
