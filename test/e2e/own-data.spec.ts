/** The guided start on a folder of the user's own: fields that nobody could tell by their names, what is judged, what is in the images. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { placesOf } from '../../main/engine/places.ts';
import { imagesOfSet, openForReading } from '../../main/engine/store/index.ts';
import { hrefOf } from '../../renderer/route.ts';
import {
  answerFolderDialog,
  newHome,
  openWindow,
  removeHome,
  type SquaredWindow,
  setTheme,
  shoot,
} from './squared-window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let folder: string;
let squared: SquaredWindow;

test.beforeAll(async () => {
  home = newHome();
  folder = join(home, 'a photographer’s table');
  mkdirSync(folder);
  for (let at = 0; at < 8; at++) {
    const colour = { r: (at * 90) % 256, g: (at * 50 + 30) % 256, b: 255 - at * 25 };
    const square = sharp({ create: { width: 96, height: 96, channels: 3, background: colour } });
    await square.jpeg().toFile(join(folder, `${at}.jpg`));
  }
  table('sighted');
  squared = await openWindow(home);
});
test.afterAll(async () => {
  await squared?.app.close();
  removeHome(home);
});

/** What was seen stands under a name that no data set uses, beside words about something else. */
function table(seen: string): void {
  const rows = Array.from({ length: 8 }, (_, at) => `${at}.jpg,Ann,"a coloured square, number ${at}"`);
  writeFileSync(join(folder, 'metadata.csv'), `file_name,by_whom,${seen}\n${rows.join('\n')}\n`);
}

const held = () => squared.page.getByRole('region', { name: 'What the folder holds' });
const field = (name: string) => held().getByRole('combobox', { name });
const plan = () => squared.page.getByRole('textbox', { name: 'The plan as YAML' });
const step = (name: string) =>
  squared.page
    .getByRole('navigation', { name: 'Steps to a new experiment' })
    .getByRole('button', { name: new RegExp(`^${name}`) });

test('a table whose columns nobody could guess is read once its fields are named', async () => {
  const { page } = squared;
  await answerFolderDialog(squared, folder);
  await page.goto('squared://window/index.html#/new');
  await step('Data').click();
  await page.getByRole('radio', { name: /^A folder of my own/ }).check();
  await expect(held()).toContainText('8 records');
  await expect(field('Picture')).toHaveValue('file_name');
  await expect(field('Text')).toHaveValue('');
  await expect(held()).not.toContainText('number 3');
  await field('Text').selectOption('sighted');
  await expect(held().getByRole('listitem').nth(3)).toContainText('a coloured square, number 3');
  await expect(held()).toContainText('8 records: 8 can be taken.');
  await expect(held()).toContainText('Corrected by hand');
  await shoot(squared, 'new-mapping');
});

test('a wrong mapping is refused in words, and taken back', async () => {
  await field('Picture').selectOption('by_whom');
  await expect(held()).toContainText('0 can be taken.');
  await expect(held()).toContainText('No image to pretrain on');
  await expect(held()).toContainText('Say which field is the picture');
  await expect(held()).toContainText('its image has no ending of an image file; it was not opened');
  await field('Picture').selectOption('file_name');
  await expect(held()).toContainText('8 records: 8 can be taken.');
});

test('a field that the table has no longer is named with those that it has, and the way back', async () => {
  const { page } = squared;
  table('seen_by_me');
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('No record of the source has a field "sighted".');
  await expect(page.getByRole('alert')).toContainText('There are: file_name, by_whom, seen_by_me.');
  await page.getByRole('button', { name: 'Read it as its content tells' }).click();
  await expect(field('Text')).toHaveValue('');
  table('sighted');
  await page.reload();
  await field('Text').selectOption('sighted');
  await expect(held()).toContainText('a coloured square, number 3');
});

test('what is in the images is said by files of the user’s own, and a wrong one is told with its line', async () => {
  const { page, app } = squared;
  const truth = page.getByRole('group', { name: 'What is in the images' });
  await expect(truth).toContainText('without a file captions are told without them');
  const instances = join(home, 'instances.json');
  writeFileSync(
    instances,
    JSON.stringify({
      images: Array.from({ length: 8 }, (_, at) => ({
        id: at,
        file_name: `${at}.jpg`,
        width: 96,
        height: 96,
      })),
      categories: [{ id: 1, name: 'kite' }],
      annotations: [{ id: 1, image_id: 0, category_id: 1, bbox: [1, 1, 40, 40] }],
    }),
  );
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, instances);
  await truth.getByRole('button', { name: 'Choose a file of instances' }).click();
  await expect(truth.getByLabel('Annotations (COCO)')).toHaveValue(instances);
  await expect(truth.getByLabel('Lowest score')).toHaveCount(0);
  await truth.getByRole('textbox', { name: 'Detections' }).fill('detections.json');
  await truth.getByLabel('Lowest score').fill('0.35');
  await shoot(squared, 'new-object-truth');
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(squared, theme);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual([]);
  }
  await step('Plan').click();
  await expect(plan()).toHaveValue(/detections: "detections.json"\n {2}minimumScore: 0.35/);
  const faults = page.getByRole('alert', { name: 'What is wrong with the plan' });
  await expect(faults).toContainText('"detections.json" is not absolute. Write the whole path.');
  await step('Data').click();
  await page.getByRole('textbox', { name: 'Detections' }).fill('');
  await step('Plan').click();
  await expect(faults).toBeHidden();
});

test('without benchmarks the folder is judged on captions of its own, unless that is not wanted', async () => {
  const { page } = squared;
  await expect(plan()).toHaveValue(/own-captions\]\nownCaptions: \{ share: 0.05, most: 500 \}/);
  await step('Benchmarks').click();
  const own = page.getByRole('checkbox', { name: /^Likeness to my own captions/ });
  await expect(own).toBeChecked();
  await page.getByLabel('Kept from training, in %').fill('10');
  await page.getByLabel('At most').fill('90');
  await shoot(squared, 'new-own-captions');
  await step('Plan').click();
  await expect(plan()).toHaveValue(/ownCaptions: \{ share: 0.1, most: 90 \}/);
  await step('Benchmarks').click();
  await own.uncheck();
  await expect(page.getByLabel('At most')).toHaveCount(0);
  await step('Plan').click();
  await expect(plan()).not.toHaveValue(/own-captions|ownCaptions/);
  await step('Benchmarks').click();
  await own.check();
});

test('the folder is imported as its fields were named', async () => {
  test.setTimeout(300_000);
  const { page } = squared;
  await step('Data').click();
  await page.getByRole('radio', { name: /^Smoke/ }).click();
  await expect(page.getByRole('radio', { name: /^Smoke/ })).toBeChecked();
  await step('Plan').click();
  await expect(plan()).toHaveValue(/base: smoke[\s\S]*mapping: \{ .*text: "sighted"/);
  await page.getByRole('textbox', { name: 'Name' }).fill('mapped');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'mapped' })).toBeVisible({ timeout: 30_000 });
  const imported = page.locator('.run [data-state="done"]', { hasText: 'Import the images' });
  await expect(imported).toBeVisible({ timeout: 120_000 });
  const path = join(home, 'experiments', 'mapped');
  await page.goto(`squared://window/index.html${hrefOf('captions', path, 1)}`);
  await expect(page.getByRole('region', { name: /^Image \d+/ })).toContainText('a coloured square, number 0');
  const db = openForReading(placesOf(path).database);
  const images = imagesOfSet(db, 'pretrain');
  db.close();
  expect(images.map(({ name }) => name)).toEqual(Array.from({ length: 8 }, (_, at) => `${at}.jpg`));
  expect(squared.complaints).toEqual([]);
});
