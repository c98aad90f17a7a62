/** The gallery's filters, orders and links, and an image's page with its marks, in the real window. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { hrefOf, type Query } from '../../renderer/route.ts';
import { finishedExperiment } from './finished-experiment.ts';
import { newExperiment } from './folders.ts';
import { newHome, openWindow, removeHome, type SquaredWindow, shoot } from './squared-window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let done: string;
let squared: SquaredWindow;

test.beforeAll(async () => {
  test.setTimeout(480_000);
  home = newHome();
  done = await finishedExperiment(home, 'done');
  squared = await openWindow(home);
});
test.afterAll(async () => {
  await squared?.app.close();
  removeHome(home);
});

const goTo = (query: Query, path = done) =>
  squared.page.goto(`squared://window/index.html${hrefOf('captions', path, query)}`);
const total = () => squared.page.locator('.captions-total');
const cells = () => squared.page.locator('.gallery .cell[href]');
const address = async (): Promise<Query> =>
  Object.fromEntries(new URLSearchParams((await squared.page.evaluate(() => location.hash)).split('?')[1]));
const number = async (): Promise<number> => Number((await total().innerText()).replace(/[^\d]/g, ''));

test('a writer, a flag, a range and words are filters that stand in the address and are taken back one by one', async () => {
  const { page } = squared;
  await goTo({});
  await expect(total()).toHaveText(/^\d.* images$/);
  const all = await number();
  await page.getByLabel('Captions by').selectOption({ label: 'V0, round 1' });
  await expect(total()).toHaveText('200 images');
  await page.getByRole('button', { name: 'Filters' }).click();
  const flag = page.getByRole('button', { name: /^Near-duplicate \d/ });
  await flag.click();
  await expect(flag).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { name: 'Filters (1)' })).toBeVisible();
  await expect(total()).not.toHaveText('200 images');
  const flagged = await number();
  expect(flagged).toBeGreaterThan(0);

  await page.getByLabel('Metric').selectOption({ label: 'Words' });
  await page.getByLabel('At least').fill('40');
  await page.getByLabel('At most').fill('4');
  await expect(page.getByRole('alert')).toHaveText('The lower bound lies above the upper one.');
  await page.getByLabel('At least').fill('4');
  await page.getByLabel('At most').fill('');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Filters' })).toContainText('Words: at least 4 words');
  expect(await address()).toMatchObject({ by: 'v0', seed: '1', flags: 'duplicate', where: 'words:4..' });
  await shoot(squared, 'captions-filters');

  await page.getByRole('searchbox').fill('a');
  await expect.poll(address).toMatchObject({ search: 'a', flags: 'duplicate' });
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('a');
  await expect(page.getByLabel('Captions by')).toHaveValue('1 v0');
  await page.getByRole('button', { name: 'Without the filter “Words: at least 4 words”' }).click();
  await page.getByRole('searchbox').fill('');
  await expect(total()).toHaveText(`${flagged} images`);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(total()).toHaveText('200 images');
  await page.getByLabel('Captions by').selectOption({ label: 'All captions' });
  await expect(total()).toHaveText(`${all} images`);
});

test('the worst come first by any metric, the best when it is turned around, and an image keeps its neighbours', async () => {
  const { page } = squared;
  await goTo({});
  await page.getByLabel('Order').selectOption({ label: 'By Repetition' });
  await expect(page.getByRole('button', { name: /^Worst first/ })).toBeVisible();
  const values = async (): Promise<number[]> => {
    const words = await page.locator('.gallery .cell-count b').allInnerTexts();
    return words.map((word) => Number(word.replace('−', '-').replace('%', '')));
  };
  await expect(cells().first()).toContainText('Repetition');
  const worst = await values();
  expect(worst.length).toBeGreaterThan(8);
  expect(worst).toEqual([...worst].sort((a, b) => b - a));
  const second = await cells().nth(1).getAttribute('href');
  await cells().first().click();
  await page.getByRole('button', { name: 'Next image' }).click();
  await expect.poll(() => page.evaluate(() => location.hash)).toBe(second);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Worst first/ }).click();
  await expect(page.getByRole('button', { name: /^Best first/ })).toBeVisible();
  await expect.poll(async () => (await values())[0]).toBeLessThan(worst[0] as number);
  const best = await values();
  expect(best).toEqual([...best].sort((a, b) => a - b));
});

test('an empty gallery says why', async () => {
  const { page } = squared;
  await goTo({ by: 'v0', where: 'words:5000..' });
  await expect(page.getByRole('heading', { name: 'No image fits' })).toBeVisible();
  await expect(page.getByText(/^Words of captions by V0, round 1: .* none beyond\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Show all images' }).click();
  await expect(cells().first()).toBeVisible();
  await goTo({ by: 'v0', search: 'qqqq' });
  await expect(page.getByText('No caption by V0, round 1 has all of these words.')).toBeVisible();
  await goTo({ by: 'v77' });
  await expect(page.getByText('There are no captions by V77.')).toBeVisible();
  const fresh = await newExperiment(home, 'smoke', 'fresh');
  await goTo({}, fresh);
  await expect(page.getByRole('heading', { name: 'No images yet' })).toBeVisible();
});

test('phrases are marked, any two captions are compared, and each says where it comes from', async () => {
  const { page } = squared;
  await goTo({ image: '1' });
  const legend = page.getByRole('list', { name: 'How phrases are marked' });
  await expect(legend).toBeVisible();
  const phrases = page.locator('.caption-text .phrase');
  expect(await phrases.count()).toBeGreaterThan(1);
  await shoot(squared, 'captions-phrases');
  await page.getByRole('button', { name: 'Phrases' }).click();
  await expect(phrases).toHaveCount(0);

  await page.getByRole('button', { name: 'Changes' }).click();
  const against = page.getByLabel('Compared with');
  await against.selectOption({ label: 'V1' });
  const block = (name: string) =>
    page.locator('.caption-block', { has: page.getByRole('heading', { name, exact: true }) });
  await expect(block('V1').locator('ins, del')).toHaveCount(0);
  await expect(block('Original text').locator('ins, del').first()).toBeVisible();
  await expect(block('V0').locator('ins, del').first()).toBeVisible();

  await block('V0').locator('.origin summary').click();
  for (const fact of ['Checkpoint', 'Prompt', 'Seed', 'Log-probability', 'Metrics'])
    await expect(block('V0').locator('dt', { hasText: new RegExp(`^${fact}$`) })).toBeVisible();
});

test('who cannot see finds no serious fault', async () => {
  const { page } = squared;
  await goTo({ by: 'v0', flags: 'duplicate', order: 'words:down', image: '1' });
  await page.getByRole('button', { name: 'Phrases' }).click();
  await expect(page.locator('.phrase').first()).toBeVisible();
  const open = page.getByRole('button', { name: /^Filters/ });
  if ((await open.getAttribute('aria-expanded')) === 'false') await open.click();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  expect(squared.complaints).toEqual([]);
});
