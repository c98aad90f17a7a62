/** Every view on an experiment that is done: its main path, what can be copied out of it, and who cannot see or use a mouse. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, test } from '@playwright/test';
import { experimentViews, hrefOf, pageHref, pageNames } from '../../renderer/route.ts';
import { finishedExperiment } from './finished-experiment.ts';
import { damagedExperiment, newExperiment } from './folders.ts';
import { newHome, openWindow, removeHome, type SquaredWindow, setTheme, shoot } from './squared-window.ts';

test.describe.configure({ mode: 'serial' });

const longName = 'An experiment whose name is rather longer than anybody would choose to see what gives way';
let home: string;
let done: string;
let squared: SquaredWindow;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  home = newHome();
  done = await finishedExperiment(home, 'done', (plan) => ({ ...plan, specialistArms: ['leave-one-out'] }));
  await newExperiment(home, 'smoke', 'fresh');
  damagedExperiment(home);
  squared = await openWindow(home);
});
test.afterAll(async () => {
  await squared?.app.close();
  removeHome(home);
});

const goTo = (href: string) => squared.page.goto(`squared://window/index.html${href}`);
const clipboardText = () => squared.app.evaluate(async ({ clipboard }) => clipboard.readText());
const row = (name: string): Locator =>
  squared.page.getByRole('listitem').filter({ has: squared.page.getByText(name, { exact: true }) });
async function choose(name: string, action: string): Promise<void> {
  await squared.page.getByRole('button', { name: `What can be done with ${name}` }).click();
  await squared.page.getByRole('menuitem', { name: action }).click();
}

test('Home renames, duplicates, archives and deletes, and takes a deletion back', async () => {
  const { page } = squared;
  await goTo('#/');
  await choose('fresh', 'Rename…');
  await page.getByRole('dialog').getByLabel('Name').fill(longName);
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(row(longName)).toBeVisible();
  await shoot(squared, 'home');

  await choose(longName, 'Duplicate');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('An experiment whose name');
  await goTo('#/');
  await expect(page.getByText(/^4 on this machine/)).toBeVisible();

  await choose('done', 'Archive');
  await expect(row('done')).toBeHidden();
  await page.getByRole('button', { name: 'Show archived (1)' }).click();
  await choose('done', 'Take out of the archive');
  await expect(page.getByRole('button', { name: /archived/ })).toBeHidden();

  await choose('broken', 'Delete…');
  await expect(page.getByRole('dialog', { name: 'Delete broken?' })).toContainText(
    'Until you close the window',
  );
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(row('broken')).toBeVisible();
  await choose('broken', 'Delete…');
  await page.getByRole('button', { name: 'Delete the experiment' }).click();
  await expect(page.getByText('Deleted when this window closes')).toBeVisible();
  expect(existsSync(join(home, 'experiments', 'broken'))).toBe(false);
  await page.getByRole('button', { name: 'Undo deleting broken' }).click();
  await expect(row('broken')).toContainText('Damaged');
  expect(existsSync(join(home, 'experiments', 'broken'))).toBe(true);
});

test('a chart leads to its answers, which are told apart, found and held against another model', async () => {
  const { page } = squared;
  await goTo(hrefOf('rounds', done));
  await page.getByRole('link', { name: 'POPE', exact: true }).first().click();
  const answers = page.getByRole('listbox', { name: 'Answers' });
  await expect(answers.getByRole('option').first()).toContainText('is there');
  await expect(page.getByLabel('Answers of')).toHaveValue('final');
  await expect(page.getByLabel('Against', { exact: true })).toHaveValue('v2');
  await shoot(squared, 'benchmarks');

  const total = page.getByRole('status').filter({ hasText: /answers?$/ });
  await expect(total).toHaveText('60 answers');
  const wrong = page.getByRole('button', { name: /^Wrong/ });
  const wrongs = Number((await wrong.innerText()).match(/\d+/)?.[0]);
  await wrong.click();
  await expect(total).toHaveText(`${wrongs} answers`);
  await expect(answers.getByRole('option').first()).toContainText('right:');

  await page.getByRole('button', { name: /^All/ }).click();
  const cell = page.getByRole('cell').getByRole('button').first();
  const inCell = await cell.innerText();
  await cell.click();
  await expect(total).toHaveText(`${inCell} answers`);

  await page.getByRole('button', { name: /^All/ }).click();
  await answers.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const third = answers.getByRole('option').nth(2);
  await expect(third).toHaveAttribute('aria-selected', 'true');
  const question = await third.locator('.answer-question').innerText();
  await expect(page.getByRole('complementary')).toContainText(question);

  await page.keyboard.press('Control+f');
  await page.keyboard.type(question.slice(0, 22));
  await expect(total).not.toHaveText('60 answers');
  await page.getByRole('searchbox').fill('no such words at all');
  await expect(page.getByRole('heading', { name: 'No answer fits' })).toBeVisible();
  await page.getByRole('searchbox').fill('');
  await page.getByLabel('Benchmark', { exact: true }).selectOption({ label: 'RefCOCO' });
  await expect(answers.getByRole('option').first()).toContainText('where is');
  await page.getByRole('link', { name: /in Captions$/ }).click();
  await expect(page.getByRole('region', { name: /^Image \d+/ })).toBeVisible();
});

test('Specialists tells each contribution with what the whole loses without it', async () => {
  const { page } = squared;
  await goTo(hrefOf('specialists', done));
  const card = page.getByRole('region', { name: 'OCR', exact: true });
  await expect(card).toContainText('Is to lift OCRBench');
  await expect(card.getByRole('columnheader', { name: 'Final loses without it' })).toBeVisible();
  await expect(
    card.getByRole('list', { name: 'Examples of its answers' }).getByRole('listitem').first(),
  ).toBeVisible();
  await shoot(squared, 'specialists');
});

test('Data lists the sets and what was quarantined; Models the checkpoints; Settings keeps a price', async () => {
  const { page, app } = squared;
  await goTo(hrefOf('data', done));
  await expect(page.getByRole('row', { name: /pretrain/ })).toContainText('200');
  await page.getByLabel('Reason').selectOption({ index: 1 });
  await expect(
    page.getByRole('region', { name: 'Quarantined items' }).getByRole('listitem').first(),
  ).toContainText('the file ends in its middle');
  const items = page.getByRole('region', { name: 'Quarantined items' }).getByRole('listitem');
  await page.getByLabel('Search the quarantine').fill('no such words');
  await expect(page.getByText('Nothing that was left out has these words.')).toBeVisible();
  await expect(items).toHaveCount(0);
  await page.getByLabel('Search the quarantine').fill('ITS MIDDLE');
  await expect(items.first()).toContainText('the file ends in its middle');
  const csv = join(home, 'left-out.csv');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, csv);
  await page.getByRole('button', { name: /^Save [\d,]+ as CSV…$/ }).click();
  await expect(page.getByText(`Saved as ${csv}.`)).toBeVisible();
  const [head, ...lines] = readFileSync(csv, 'utf8').trim().split('\r\n');
  expect(head).toBe('"set","file","position","reason"');
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toContain('the file ends in its middle');
  await shoot(squared, 'data');

  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => Object.assign(globalThis, { shown: path });
  });
  await goTo(pageHref('models'));
  const names = () => page.locator('tbody th').allTextContents();
  await expect(page.locator('tbody th').first()).toBeVisible();
  const asTrained = await names();
  const model = page.getByRole('columnheader', { name: 'Model' });
  await model.getByRole('button').press('Enter');
  await expect(model).toHaveAttribute('aria-sort', 'ascending');
  expect(await names()).toEqual([...asTrained].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })));
  await model.getByRole('button').press('Enter');
  await expect(model).toHaveAttribute('aria-sort', 'descending');
  expect(await names()).toEqual([...asTrained].sort((a, b) => -a.localeCompare(b, 'en', { numeric: true })));
  await model.getByRole('button').press('Enter');
  expect(await names()).toEqual(asTrained);
  await page.getByRole('searchbox').fill('final done');
  await page.getByRole('button', { name: 'Show the folder of Final, seed 1, of done' }).click();
  const shown = () => app.evaluate(() => (globalThis as unknown as { shown?: string }).shown);
  await expect.poll(shown).toBe(join(done, 'checkpoints', 'seed1', 'final'));
  await shoot(squared, 'models');

  await goTo(pageHref('settings'));
  await page.getByLabel('USD', { exact: true }).fill('2.5');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Now 2.5 USD.')).toBeVisible();
  await shoot(squared, 'settings');
  await goTo(pageHref('doctor'));
  await expect(page.getByRole('listitem').filter({ hasText: 'node' }).first()).toBeVisible({
    timeout: 60_000,
  });
  await shoot(squared, 'doctor');
});

test('every table and chart is copied: CSV, LaTeX, SVG, PNG', async () => {
  const { page, app } = squared;
  await goTo(hrefOf('rounds', done));
  const scores = page.getByRole('button', { name: 'Copy the benchmarks’ scores' });
  await scores.click();
  await page.getByRole('menuitem', { name: 'Copy as CSV' }).click();
  await expect.poll(clipboardText).toMatch(/^benchmark,metric,scorer,model,seed,value,low,high,n\r\n/);
  await expect(page.getByRole('button', { name: 'Copied' })).toHaveCount(0);
  await scores.click();
  await page.getByRole('menuitem', { name: 'Copy as LaTeX' }).click();
  await expect.poll(clipboardText).toContain('\\toprule');

  const chart = page.getByRole('button', { name: /^Copy the chart “POPE/ });
  await chart.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Copy as SVG' }).click();
  await expect.poll(clipboardText).toMatch(/^<svg[^>]+xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  const svg = await clipboardText();
  expect(svg).not.toContain('var(--');
  expect(svg).toContain('font-family');

  await expect(page.getByRole('button', { name: 'Copied' })).toHaveCount(0);
  await chart.click();
  await page.getByRole('menuitem', { name: 'Copy as PNG' }).click();
  const hasPicture = () =>
    app.evaluate(async ({ clipboard }) => {
      // As it was before Electron's typed items, and as it is with them.
      const { readImage } = clipboard as unknown as { readImage?(): { isEmpty(): boolean } };
      return readImage ? !readImage().isEmpty() : await clipboard.has('image/png');
    });
  await expect.poll(hasPicture).toBe(true);
});

test('a verdict of the stop rule is overruled with a reason, and both stay', async () => {
  const { page } = squared;
  await goTo(hrefOf('rounds', done));
  const round = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Round 2' }) });
  await round.getByRole('button', { name: 'Overrule…' }).click();
  const question = page.getByRole('dialog', { name: 'Go on all the same?' });
  await question.getByLabel('Why').fill('RefCOCO still rises.');
  await question.getByRole('button', { name: 'Go on' }).click();
  await expect(round).toContainText('Overruled: go on. RefCOCO still rises.');
  await expect(round).toContainText('No benchmark shows that V2 is better than V1.');
});

test('the palette finds views, experiments and actions; keys lead everywhere', async () => {
  const { page } = squared;
  await goTo(hrefOf('run', done));
  await expect(page.getByRole('button', { name: 'Open report' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: /Find a view/ });
  await field.fill('bench');
  await expect(page.getByRole('option').first()).toContainText('Benchmarks');
  await shoot(squared, 'palette');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox', { name: 'Answers' })).toBeVisible();
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('heading', { name: 'Benchmarks', exact: true })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Ctrl+K');
  await shoot(squared, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Control+h');
  await expect(row('done')).toBeVisible();
  // The menu sends the same commands.
  await squared.app.evaluate(({ Menu }) => {
    const go = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&Go');
    go?.submenu?.items.find(({ label }) => label === 'Models')?.click();
  });
  await expect(page.getByRole('heading', { name: 'Models' })).toBeVisible();
});

test('a finished step is done again only after a word about what goes with it', async () => {
  const { page } = squared;
  await goTo(hrefOf('run', done));
  await expect(page.getByText(/taken over because nothing they depend on has changed/)).toBeVisible();
  await expect(page.getByRole('img', { name: /^Learning rate of/ })).toBeVisible();
  await page.getByLabel('Which training').selectOption({ label: 'All trainings on one another' });
  await expect(page.getByRole('img', { name: /^Training losses on one another/ })).toBeVisible();
  await page.getByRole('button', { name: /^Recaption by V1/ }).click();
  await page.getByRole('button', { name: 'Do “Recaption by V1” again' }).click();
  const question = page.getByRole('dialog', { name: 'Do “Recaption by V1” again?' });
  await expect(question).toContainText('Train V2');
  await expect(question).not.toContainText('Train V1');
  await shoot(squared, 'redo');
  await question.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('button', { name: 'Open report' })).toBeVisible();
});

test('axe finds no serious issue on any view, light and dark, full and empty', async () => {
  test.setTimeout(240_000);
  const { page } = squared;
  const fresh = join(home, 'experiments', 'fresh');
  const places = [
    ...pageNames.map(pageHref),
    ...experimentViews.map((view) => hrefOf(view, done)),
    ...experimentViews.map((view) => hrefOf(view, fresh)),
    hrefOf('captions', done, 1),
    hrefOf('run', join(home, 'experiments', 'broken')),
  ];
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(squared, theme);
    for (const href of places) {
      await goTo(href);
      await expect(page.locator('main .skeleton')).toHaveCount(0, { timeout: 60_000 });
      // Electron opens no further page for axe to finish in.
      const axe = new AxeBuilder({ page }).setLegacyMode();
      // What a dark page may get wrong is its colours; all else was looked at in the light one.
      const { violations } = await (theme === 'light' ? axe : axe.withRules('color-contrast')).analyze();
      for (const { id, impact, nodes } of violations) {
        if (impact !== 'serious' && impact !== 'critical') continue;
        found.push(
          `${theme} ${href.split('?')[0]} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
        );
      }
    }
  }
  expect(found).toEqual([]);
});

test('nothing was complained about, and what was deleted is gone once the window is closed', async () => {
  expect(squared.complaints).toEqual([]);
  await goTo('#/');
  await choose('broken', 'Delete…');
  await squared.page.getByRole('button', { name: 'Delete the experiment' }).click();
  await expect(squared.page.getByText('Deleted when this window closes')).toBeVisible();
  expect(existsSync(join(home, 'experiments', '.trash'))).toBe(true);
  await squared.app.close();
  await expect.poll(() => existsSync(join(home, 'experiments', '.trash'))).toBe(false);
  squared = await openWindow(home);
  await expect(row('done')).toBeVisible();
  await expect(row('broken')).toBeHidden();
});
