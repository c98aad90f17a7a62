/** Every view where something is amiss or large: nothing there yet, still loading, gone, locked, of a newer version, a hundred thousand captions. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { Engine } from '../../main/engine/engine.ts';
import { placesOf } from '../../main/engine/places.ts';
import { experimentViews, hrefOf, pageHref, type ViewName } from '../../renderer/route.ts';
import { addCopies } from '../bench/many-captions.ts';
import { finishedExperiment } from './finished-experiment.ts';
import { newExperiment } from './folders.ts';
import { engineProcesses } from './processes.ts';
import { newHome, openWindow, removeHome, type SquaredWindow, setTheme, shoot } from './squared-window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let done: string;
let fresh: string;
let newer: string;
let squared: SquaredWindow;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  home = newHome();
  done = await finishedExperiment(home, 'done');
  fresh = await newExperiment(home, 'smoke', 'fresh');
  newer = await newExperiment(home, 'smoke', 'newer');
  const { description } = placesOf(newer);
  writeFileSync(
    description,
    JSON.stringify({ ...JSON.parse(readFileSync(description, 'utf8')), version: 2 }),
  );
  squared = await openWindow(home);
});
test.afterAll(async () => {
  await squared?.app.close();
  removeHome(home);
});

const goTo = (href: string) => squared.page.goto(`squared://window/index.html${href}`);
const row = (name: string): Locator =>
  squared.page.getByRole('listitem').filter({ has: squared.page.getByText(name, { exact: true }) });

/** What tells that a view of a finished experiment stands. */
const standing: Record<ViewName, string> = {
  run: '.run [data-step][data-state="done"]',
  rounds: '.rounds .chart svg',
  captions: '.gallery .cell[href]',
  benchmarks: '.answer-row:not([aria-busy="true"])',
  specialists: '.specialists .card',
  judge: 'main .judge',
  data: '.page .table tbody tr',
};

test('of a newer version: Home says so, opening it says what to do, and its folder stays as it is', async () => {
  const { page } = squared;
  await goTo('#/');
  await expect(row('newer')).toContainText('Newer version');
  await page.getByRole('button', { name: 'What can be done with newer' }).click();
  await expect(page.getByRole('menuitem', { name: 'Rename…' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  const before = readFileSync(placesOf(newer).description, 'utf8');
  await page.getByRole('link', { name: /newer/ }).click();
  await expect(page.getByRole('alert')).toContainText('was written by a newer Squared');
  await expect(page.getByRole('alert')).toContainText('Open it with that version; nothing was changed.');
  expect(readFileSync(placesOf(newer).description, 'utf8')).toBe(before);
});

test('empty: each view says what will come, and with which step', async () => {
  const { page } = squared;
  const words: Record<ViewName, RegExp> = {
    run: /Ready to start/,
    rounds: /The first ones? comes? with|has not been started/,
    captions: /has not been started/,
    benchmarks: /No answers yet/,
    specialists: /has not been started/,
    judge: /No captions to judge yet/,
    data: /Nothing is imported yet/,
  };
  for (const view of experimentViews) {
    await goTo(hrefOf(view, fresh));
    await expect(page.locator('main'), view).toContainText(words[view]);
  }
});

test('loading: while the engine does not answer every view stands as a sketch that says so, and is filled when it does', async () => {
  const { page } = squared;
  await page.reload();
  const engine = engineProcesses(squared.app)[0]?.pid as number;
  await goTo(hrefOf('run', fresh));
  await expect(page.getByText('Ready to start')).toBeVisible();
  process.kill(engine, 'SIGSTOP');
  try {
    for (const view of experimentViews) {
      await goTo(hrefOf(view, done));
      await expect(page.locator('main .skeleton').first(), view).toBeVisible();
      await expect(page.locator('main').getByRole('status').first(), view).toHaveText('Loading');
    }
    for (const name of ['models', 'settings', 'doctor'] as const) {
      await goTo(pageHref(name));
      await expect(page.locator('main .skeleton').first(), name).toBeVisible();
    }
  } finally {
    process.kill(engine, 'SIGCONT');
  }
  for (const view of experimentViews) {
    await goTo(hrefOf(view, done));
    await expect(page.locator(standing[view]).first(), view).toBeVisible();
    await expect(page.locator('main .skeleton'), view).toHaveCount(0);
  }
});

test('gone: what was read stays and is said to be of before, what was not is refused in words, and all is there again with its file', async () => {
  const { page } = squared;
  await page.reload();
  await goTo(hrefOf('run', done));
  await expect(page.locator(standing.run).first()).toBeVisible();
  const { database } = placesOf(done);
  renameSync(database, `${database}.away`);
  try {
    for (const view of experimentViews.filter((one) => one !== 'run')) {
      await goTo(hrefOf(view, done));
      await expect(page.getByText('its database is missing').first(), view).toBeVisible();
    }
    await goTo(hrefOf('run', done));
    const banner = page.locator('.banner', { hasText: 'What is shown may be out of date' });
    await expect(banner).toContainText('its database is missing', { timeout: 20_000 });
    await expect(page.locator(standing.run).first()).toBeVisible();
    await shoot(squared, 'out-of-date');
    renameSync(`${database}.away`, database);
    await banner.getByRole('button', { name: 'Try again' }).click();
    await expect(banner).toHaveCount(0);
  } finally {
    try {
      renameSync(`${database}.away`, database);
    } catch {
      // It is back already.
    }
  }
  await goTo(hrefOf('benchmarks', done));
  await expect(page.locator(standing.benchmarks).first()).toBeVisible();
});

test('locked: Home and the view say who waits for what, and go on by themselves when it is free', async () => {
  const { page } = squared;
  const other = new Database(placesOf(fresh).database);
  try {
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    await goTo('#/');
    await expect(row('fresh')).toContainText('Locked', { timeout: 30_000 });
    await goTo(hrefOf('data', fresh));
    await expect(
      page.locator('main, .banners').getByText('is locked by another program').first(),
    ).toBeVisible();
  } finally {
    other.close();
  }
  await goTo('#/');
  await expect(row('fresh')).toContainText('Not started', { timeout: 30_000 });
});

test('a picture whose file is gone leaves its captions', async () => {
  const { page } = squared;
  const { world } = placesOf(done);
  renameSync(world, `${world}.away`);
  try {
    await goTo(hrefOf('captions', done, 1));
    await expect(page.getByRole('img', { name: 'The image’s file is gone' }).first()).toBeVisible();
    await expect(page.getByRole('heading', { name: 'V0', exact: true })).toBeVisible();
  } finally {
    renameSync(`${world}.away`, world);
  }
  // Chromium tells of each file that it did not get; nothing else was complained about.
  const others = squared.complaints.filter((words) => !words.includes('Failed to load resource'));
  expect(others).toEqual([]);
});

test('the engine dies while a view is open: it is said, and the view goes on where it was', async () => {
  const { page } = squared;
  await goTo(hrefOf('benchmarks', done));
  await page.getByRole('button', { name: /^Wrong/ }).click();
  const first = page.getByRole('listbox', { name: 'Answers' }).getByRole('option').first();
  const question = await first.innerText();
  const before = engineProcesses(squared.app)[0]?.pid as number;
  process.kill(before, 'SIGKILL');
  await expect.poll(() => [0, before].includes(engineProcesses(squared.app)[0]?.pid ?? 0)).toBe(false);
  await expect(page.locator('.banner')).toHaveCount(0);
  await expect(first).toHaveText(question, { useInnerText: true });
  await page.getByRole('searchbox', { name: 'Search questions and answers' }).fill('is there');
  await expect(first).toContainText('is there');
});

test('answers are scored anew, and what that changed is told; rounds lead to what they gained', async () => {
  const { page } = squared;
  await goTo(hrefOf('benchmarks', done, { benchmark: 'pope', model: 'v1' }));
  const changes = page.getByRole('region', { name: 'From round to round' });
  const gained = changes.getByRole('button', { name: /^V2 against V1: \d+ gained$/ });
  const number = await gained.innerText();
  await gained.click();
  await expect(page.getByLabel('Answers of')).toHaveValue('v2');
  await expect(page.getByLabel('Against', { exact: true })).toHaveValue('v1');
  await expect(page.getByRole('status').filter({ hasText: /answers?$/ })).toHaveText(
    `${number} ${number === '1' ? 'answer' : 'answers'}`,
  );
  // One answer's score is not what the rules give it.
  const db = new Database(placesOf(done).database);
  db.prepare(
    `UPDATE predictions SET score = 1 - score WHERE benchmark = 'pope' AND model = 'v0'
       AND item = (SELECT min(item) FROM predictions WHERE benchmark = 'pope' AND model = 'v0')`,
  ).run();
  db.close();
  await page.getByRole('button', { name: 'Rescore…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('No model is run.');
  await dialog.getByRole('button', { name: 'Score anew' }).click();
  await expect(dialog.getByRole('heading', { name: 'Scored anew' })).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByRole('row', { name: /^V0 POPE/ })).toContainText('1 of 60 answers');
  await shoot(squared, 'rescored');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Rescore…' }).click();
  await dialog.getByRole('button', { name: 'Score anew' }).click();
  await expect(dialog.getByRole('heading', { name: 'Nothing changed' })).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
});

test('judgements: each judge’s win rate stands below all’s; a step that would take them along says so; axe finds nothing', async () => {
  const { page } = squared;
  process.env.SQUARED_HOME = home;
  const engine = new Engine(() => {});
  try {
    await engine.call('judge.draw', { path: done, against: [['v0', 'v1']], pairs: 6 });
    for (const [judge, answer] of [
      ['Anna', 'left'],
      ['Ben', 'tie'],
    ] as const) {
      for (;;) {
        const { pair } = await engine.call('judge.next', { path: done, judge });
        if (!pair) break;
        await engine.call('judge.answer', { path: done, judge, pair: pair.token, answer });
      }
    }
  } finally {
    await engine.stop();
    delete process.env.SQUARED_HOME;
  }
  await goTo(hrefOf('judge', done));
  await page.getByRole('button', { name: 'Results' }).click();
  const rates = page.getByRole('region', { name: 'Win rates' });
  await expect(rates.getByRole('row', { name: /^V1 against V0 All 2 judges/ })).toContainText(/, 6, /);
  await expect(rates.getByRole('row', { name: /^V1 against V0 Ben/ })).toContainText('50.0');
  await expect(rates.getByRole('row', { name: /^V1 against V0 Anna/ })).toBeVisible();
  await shoot(squared, 'judges');
  const found: string[] = [];
  const look = async (where: string): Promise<void> => {
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(squared, theme);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical')
          found.push(`${where} ${theme} ${id}: ${nodes[0]?.html.slice(0, 120)}`);
    }
  };
  await look('judge results');
  await page.getByRole('button', { name: 'Judge', exact: true }).click();
  await page.getByLabel('Your name').fill('Cleo');
  await page.keyboard.press('Enter');
  await expect(page.locator('.desk-pair')).toBeVisible();
  await look('judge desk');
  await goTo(hrefOf('run', done));
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await page.getByRole('button', { name: 'Do “Recaption by V0” again' }).click();
  const question = page.getByRole('dialog', { name: 'Do “Recaption by V0” again?' });
  await expect(question).toContainText('Judgements go too');
  await expect(question).toContainText('12 answers of people');
  await shoot(squared, 'redo-judged');
  await look('redo dialog');
  await question.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Do “Write the report” again' }).click();
  await expect(page.getByRole('dialog', { name: /Write the report/ })).not.toContainText('Judgements');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await look('palette');
  expect(found).toEqual([]);
});

test('huge: every view of a hundred thousand captions stands, and draws no more than what is seen', async () => {
  test.setTimeout(240_000);
  const { page } = squared;
  addCopies(done, 100);
  await page.reload();
  for (const view of experimentViews) {
    await goTo(hrefOf(view, done));
    await expect(page.locator(standing[view]).first(), view).toBeVisible();
  }
  await goTo(hrefOf('captions', done));
  await expect(page.getByRole('status').filter({ hasText: /images$/ })).toContainText('20,');
  const gallery = page.locator('.gallery');
  await gallery.evaluate((scroller) => {
    scroller.scrollTop = scroller.scrollHeight;
  });
  await expect(gallery.locator('.cell').first()).toBeVisible();
  expect(await gallery.locator('.cell').count()).toBeLessThan(400);
  await page.getByRole('searchbox', { name: 'Search captions' }).fill('number 20007');
  await expect(page.getByRole('status').filter({ hasText: /images?$/ })).toHaveText(/^1 image/);
});
