/** Rounds and Specialists: other experiments beside this one, the samples behind a point, what is copied of a chart. */
import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { placesOf } from '../../main/engine/places.ts';
import { type Db, openForWriting } from '../../main/engine/store/index.ts';
import { hrefOf } from '../../renderer/route.ts';
import { hrefWith } from '../../renderer/views/rounds/compare/wanted.ts';
import { finishedExperiment } from './finished-experiment.ts';
import { newHome, openWindow, removeHome, type SquaredWindow, setTheme, shoot } from './squared-window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let one: string;
let squared: SquaredWindow;

test.beforeAll(async () => {
  test.setTimeout(400_000);
  home = newHome();
  one = await finishedExperiment(home, 'one', (plan) => ({ ...plan, specialistArms: ['leave-one-out'] }));
  copyOf('trained longer', { sft: 9 }, (db) => {
    // A tenth of V1's answers are scored otherwise, and V2 was never evaluated.
    db.exec(
      `UPDATE predictions SET score = 1 - score WHERE model = 'v1' AND unicode(substr(item, -1)) % 10 = 0`,
    );
    db.exec(`DELETE FROM predictions WHERE model = 'v2'; DELETE FROM scores WHERE model = 'v2'`);
  });
  copyOf('other questions', { sft: 2 }, (db) =>
    db.exec(`UPDATE questions SET prompt = prompt || ' really?'`),
  );
  squared = await openWindow(home);
});
test.afterAll(async () => {
  await squared?.app.close();
  removeHome(home);
});

/** The same experiment once more, with another plan and other rows. */
function copyOf(name: string, { sft }: { sft: number }, change: (db: Db) => void): void {
  const folder = join(home, 'experiments', name);
  cpSync(one, folder, { recursive: true });
  const { description, database } = placesOf(folder);
  const written = JSON.parse(readFileSync(description, 'utf8'));
  written.name = name;
  written.plan.stages.sft.epochs = sft;
  writeFileSync(description, JSON.stringify(written));
  const db = openForWriting(database);
  change(db);
  db.close();
}

const goTo = (href: string) => squared.page.goto(`squared://window/index.html${href}`);
const clipboardText = () => squared.app.evaluate(async ({ clipboard }) => clipboard.readText());

test('another experiment is held against this one on the questions that both were asked', async () => {
  const { page } = squared;
  await goTo(hrefOf('rounds', one));
  await page.getByRole('button', { name: 'Compare with…' }).click();
  await page.getByRole('menuitem', { name: 'trained longer' }).click();
  const card = page.getByRole('region', { name: 'Against trained longer' });
  const v1 = card.getByRole('row', { name: /^V1/ });
  await expect(v1.getByRole('cell').first()).toContainText(/[+−]\d+\.\d.*to/);
  await expect(card.getByRole('row', { name: /^V2/ })).toHaveCount(0);
  await expect(card).toContainText('Paired on identical questions');
  await expect(card.getByRole('row', { name: /^V0/ }).getByRole('cell').first()).toHaveText('same answers');
  await expect(card.getByRole('row', { name: /^stages.sft.epochs/ })).toContainText('9');
  // What only the other has stands in the charts, too.
  await expect(page.getByRole('img', { name: /^POPE in percent/ })).toHaveAttribute(
    'aria-label',
    /; trained longer: .*Final \d+/,
  );
  // So do its captions' figures, and both stand side by side in the card.
  await expect(page.getByRole('img', { name: /^Words a caption: / })).toHaveAttribute(
    'aria-label',
    /; trained longer: .*V0 \d+/,
  );
  await card.getByText('Captions, metric by metric').click();
  const words = card.getByRole('region', { name: 'Captions here and in trained longer' });
  await expect(
    words
      .getByRole('row', { name: /^Words/ })
      .getByRole('cell')
      .nth(1),
  ).toContainText(/\d+\.\d \| \d+\.\d/);
  await shoot(squared, 'rounds-compared');

  await card.getByRole('button', { name: 'Copy the comparison with trained longer' }).click();
  await page.getByRole('menuitem', { name: 'Copy as CSV' }).click();
  await expect.poll(clipboardText).toMatch(/^model,benchmark,here,.*verdict\r\nv0,pope,/);
});

test('other questions are told apart: both intervals, no difference; a third that is gone says so', async () => {
  const { page } = squared;
  await page.getByRole('button', { name: 'And with…' }).click();
  await page.getByRole('menuitem', { name: 'other questions' }).click();
  const card = page.getByRole('region', { name: 'Against other questions' });
  await expect(card).toContainText('POPE: other questions there, or other pictures');
  await expect(card.getByRole('row', { name: /^V0/ }).getByRole('cell').first()).toContainText('|');
  await expect(card).toContainText('stages.sft.epochs');
  await expect(page.getByRole('button', { name: 'And with…' })).toHaveCount(0);

  const kept = join(home, 'elsewhere');
  renameSync(join(home, 'experiments', 'other questions'), kept);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Against other questions' })).toContainText(
    'There is no experiment at',
  );
  await expect(page.getByRole('region', { name: 'Against trained longer' })).toContainText('Paired');
  renameSync(kept, join(home, 'experiments', 'other questions'));
  expect(existsSync(join(home, 'experiments', 'other questions'))).toBe(true);

  await page.getByRole('button', { name: 'Compare no more with other questions' }).click();
  await expect(page.getByRole('region', { name: 'Against other questions' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Against trained longer' })).toBeVisible();
});

test('a point says value, interval and number, and leads to the samples behind it', async () => {
  const { page } = squared;
  await goTo(hrefOf('rounds', one));
  const chart = page.getByRole('img', { name: /^VSR in percent/ });
  const point = chart.locator('g[aria-label="dot"] circle').nth(3);
  await point.scrollIntoViewIfNeeded();
  const box = await point.boundingBox();
  if (!box) throw new Error('The point has no place.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(chart.locator('g[aria-label="tip"]')).toContainText(/Spatial.*%.*95 % interval.*items/);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page.getByLabel('Answers of')).toHaveValue('spatial');
  await expect(page.getByLabel('Benchmark', { exact: true })).toHaveValue('vsr');

  await goTo(hrefOf('rounds', one));
  const words = page.getByRole('img', { name: /^Words a caption: / });
  await words.scrollIntoViewIfNeeded();
  const caption = words.locator('g[aria-label="dot"] circle').nth(1);
  await caption.scrollIntoViewIfNeeded();
  const at = await caption.boundingBox();
  if (!at) throw new Error('The point has no place.');
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
  await expect(words.locator('g[aria-label="tip"]')).toContainText(/V0.*words.*95 % interval.*captions/);
  await page.mouse.click(at.x + at.width / 2, at.y + at.height / 2);
  await expect(page).toHaveURL(/captions\?.*by=v0&seed=1&order=words%3Adown/);
  await expect(page.getByLabel('Captions by')).toHaveValue('1 v0');
  await expect(page.getByLabel('Order', { exact: true })).toHaveValue('words');
});

test('a chart’s points are gone through by keys', async () => {
  const { page } = squared;
  await goTo(hrefOf('rounds', one));
  const chart = page.getByRole('img', { name: /^POPE in percent/ });
  await chart.locator('svg').waitFor();
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  const tip = chart.locator('g[aria-label="tip"]');
  await expect(tip).toContainText(/V0.*%.*95 % interval/);
  await page.keyboard.press('ArrowRight');
  await expect(tip).toContainText(/V1.*%/);
  await expect(
    page.locator('.chart-host').filter({ has: chart }).locator('[aria-live]').first(),
  ).toContainText('V1');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Answers of')).toHaveValue('v1');
  await expect(page.getByLabel('Benchmark', { exact: true })).toHaveValue('pope');
});

test('a chart is copied as a picture of two pixels to one, with its title and its ground', async () => {
  const { page, app } = squared;
  await goTo(hrefOf('rounds', one));
  const panel = page.getByRole('figure').filter({ has: page.getByRole('heading', { name: 'POPE' }) });
  const size = await panel.boundingBox();
  await panel.getByRole('button', { name: /^Copy the chart “POPE/ }).click();
  await page.getByRole('menuitem', { name: 'Copy as PNG' }).click();
  await expect(panel.getByRole('button', { name: 'Copied' })).toHaveCount(1);
  const picture = await app.evaluate(async ({ clipboard, nativeImage }) => {
    const { readImage } = clipboard as unknown as { readImage?(): Electron.NativeImage };
    const image = readImage
      ? readImage()
      : nativeImage.createFromBuffer(
          Buffer.from(
            (await (await (await clipboard.read())[0]?.getType('image/png'))?.arrayBuffer()) as ArrayBuffer,
          ),
        );
    const bitmap = image.toBitmap();
    return {
      ...image.getSize(1),
      corner: [...bitmap.subarray(40, 44)],
    };
  });
  expect(picture.width).toBeGreaterThanOrEqual(Math.floor((size?.width ?? 0) * 2) - 2);
  expect(picture.corner[3]).toBe(255);
});

test('Specialists tells what kinds of clauses each adds, what survives, and what arms without it come to', async () => {
  const { page } = squared;
  await goTo(hrefOf('specialists', one));
  const clauses = page.getByRole('region', { name: 'Clauses of OCR', exact: true });
  await expect(clauses.getByRole('row', { name: /^Plain/ })).toContainText(/\d+\.\d/);
  await expect(clauses).toContainText('images of the caption benchmark');
  const examples = clauses.getByRole('list', { name: 'Clauses of OCR and what became of them' });
  await expect(examples.getByRole('listitem')).toHaveCount(3);
  await expect(examples).toContainText(/Kept|Lost/);
  await expect(examples.getByRole('link', { name: /in Captions$/ }).first()).toBeVisible();
  await clauses.getByRole('button', { name: 'Copy the clauses of OCR' }).click();
  await page.getByRole('menuitem', { name: 'Copy as CSV' }).click();
  await expect.poll(clipboardText).toMatch(/^kind,clauses,in 100 captions,.*\r\nspatial,/);

  const arms = page.getByRole('region', { name: 'Alone, all but one, and together' });
  await expect(arms.getByRole('row', { name: /^Without OCR/ })).toContainText(/\d+\.\d/);
  await arms
    .getByRole('row', { name: /^Without OCR/ })
    .getByRole('link')
    .first()
    .click();
  await expect(page.getByLabel('Answers of')).toHaveValue('without-ocr');
});

test('axe finds no serious issue beside other experiments, light and dark; nothing was complained about', async () => {
  test.setTimeout(120_000);
  const { page } = squared;
  const others = ['trained longer', 'other questions'].map((name) => join(home, 'experiments', name));
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(squared, theme);
    await goTo(hrefWith(one, others));
    await expect(page.getByRole('region', { name: 'Against other questions' })).toContainText('POPE');
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual([]);
  }
  expect(squared.complaints).toEqual([]);
});
