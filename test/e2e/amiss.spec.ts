/** What goes amiss while it is looked at: a source that changes, an experiment whose folder is taken away, captions too few to go on with. */
import { mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { placesOf } from '../../main/engine/places.ts';
import { allSteps, openForWriting, saveStep } from '../../main/engine/store/index.ts';
import { experimentViews, hrefOf } from '../../renderer/route.ts';
import { tooFewCaptions } from '../../shared/too-few-captions.ts';
import { newExperiment } from './folders.ts';
import { newHome, openWindow, removeHome, type SquaredWindow, setTheme, shoot } from './squared-window.ts';

test.describe.configure({ mode: 'serial', timeout: 240_000 });

let home: string;
let data: string;
let squared: SquaredWindow;

const goTo = (href: string) => squared.page.goto(`squared://window/index.html${href}`);
/** What axe finds in either theme. */
async function seriousIssues(): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(squared, theme);
    const { violations } = await new AxeBuilder({ page: squared.page }).setLegacyMode().analyze();
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical') found.push(`${theme} ${id}: ${nodes[0]?.html}`);
  }
  return found;
}
const picture = (background: string) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .jpeg()
    .toBuffer();

test.beforeAll(async () => {
  home = realpathSync(newHome());
  data = join(home, 'pictures');
  mkdirSync(data);
  for (const [name, colour] of [
    ['one', '#c04020'],
    ['two', '#2040c0'],
    ['three', '#20c040'],
  ] as const) {
    writeFileSync(join(data, `${name}.jpg`), await picture(colour));
    writeFileSync(join(data, `${name}.txt`), `a field in ${colour}`);
  }
  squared = await openWindow(home);
});
test.afterAll(async () => {
  await squared?.app.close();
  removeHome(home);
});

test('Data tells which files are no longer as they were imported, and what to do', async () => {
  const { page } = squared;
  const mine = await page.evaluate(async (folder) => {
    const made = await window.squared.call('experiments.create', {
      preset: 'smoke',
      name: 'mine',
      data: folder,
    });
    if ('error' in made) throw new Error(made.error.message);
    await window.squared.call('run.start', { path: made.result.path });
    return made.result.path;
  }, data);
  await goTo(hrefOf('data', mine));
  const changed = page.getByRole('region', { name: 'Changed since the import', exact: true });
  await expect(changed).toContainText('Everything is as it was when it was imported.', { timeout: 120_000 });
  await page.evaluate((path) => window.squared.call('run.cancel', { path }), mine);
  writeFileSync(join(data, 'two.jpg'), await picture('#101010'));
  rmSync(join(data, 'three.jpg'));
  await changed.getByRole('button', { name: 'Look again' }).click();
  await expect(changed.getByRole('status')).toContainText('2 files are no longer as imported');
  await expect(changed.getByRole('row', { name: /two\.jpg/ })).toContainText('changed');
  await expect(changed.getByRole('row', { name: /three\.jpg/ })).toContainText('gone');
  await shoot(squared, 'data-changed');
  expect(await seriousIssues()).toEqual([]);
  renameSync(data, `${data} away`);
  await changed.getByRole('button', { name: 'Look again' }).click();
  await expect(changed.getByRole('alert')).toContainText(data);
  renameSync(`${data} away`, data);
  await changed.getByRole('button', { name: 'Try again' }).click();
  await expect(changed.getByRole('alert')).toHaveCount(0);
});

test('an experiment whose folder is taken away while it is open is said to be gone, in the window’s own words, and is there again when it is back', async () => {
  const { page } = squared;
  const open = await newExperiment(home, 'smoke', 'open');
  await goTo(hrefOf('run', open));
  await expect(page.getByText('Ready to start')).toBeVisible();
  renameSync(open, `${open} away`);
  const banner = page.locator('.banner', { hasText: 'What is shown may be out of date' });
  await expect(banner).toContainText(`There is no experiment at ${open}`, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'Home lists the experiments there are' }).first(),
  ).toBeVisible();
  for (const view of experimentViews) {
    await goTo(hrefOf(view, open));
    await expect(page.getByText('There is no experiment at').first(), view).toBeVisible();
  }
  await shoot(squared, 'folder-gone');
  renameSync(`${open} away`, open);
  await goTo(hrefOf('run', open));
  await page.reload();
  await expect(page.getByText('Ready to start')).toBeVisible();
});

test('too few captions: the run says how to go on all the same, and the button does', async () => {
  const { page } = squared;
  const few = await newExperiment(home, 'smoke', 'few');
  const db = openForWriting(placesOf(few).database);
  for (const step of allSteps(db)) {
    const stopped = step.id === 'report';
    saveStep(db, {
      ...step,
      state: stopped ? 'failed' : 'done',
      note: stopped ? `${tooFewCaptions}: of 200 by v0 100 (50 %): 100 missing. The plan wants 90 %.` : null,
    });
  }
  db.close();
  await goTo(hrefOf('run', few));
  const button = page.getByRole('button', { name: 'Go on with fewer captions' });
  await expect(button).toBeVisible();
  await shoot(squared, 'too-few-captions');
  await button.click();
  await expect(button).toHaveCount(0, { timeout: 60_000 });
  const again = openForWriting(placesOf(few).database);
  try {
    const fact = again.prepare("SELECT count(*) FROM facts WHERE name = 'accepted-coverage'").pluck().get();
    expect(fact).toBe(1);
  } finally {
    again.close();
  }
});
