/**
 * Every view in light and dark still looks like the picture that was reviewed by eye (test/e2e/references/pictures). Where a view was changed
 * on purpose: `npm run references`, then look at what has changed before it is committed.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { placesOf } from '../../main/engine/places.ts';
import { projectRoot } from '../../main/engine/setup/places.ts';
import { finishedExperiment } from './finished-experiment.ts';
import { judgeCaptions } from './judged-experiment.ts';
import { isAlike, type Likeness, likeness } from './references/likeness.ts';
import { fileOf, folder, keep, mostBytes, reference, type Theme, themes } from './references/pictures.ts';
import { type ReferenceView, referenceViews } from './references/views.ts';
import { newHome, openWindow, removeHome, resize, type SquaredWindow, setTheme } from './squared-window.ts';

test.describe.configure({ mode: 'serial', timeout: 400_000 });

const renewed = process.env.SQUARED_RENEW_REFERENCES === '1';
/** What is unlike lies here beside its reference. */
const seenFolder = join(projectRoot, 'test-results', 'references');

let home: string;
let views: readonly ReferenceView[];
let squared: SquaredWindow;

test.beforeAll(async () => {
  test.setTimeout(400_000);
  home = newHome();
  const one = await finishedExperiment(home, 'one', (plan) => ({
    ...plan,
    specialistArms: ['leave-one-out'],
  }));
  const other = join(home, 'experiments', 'trained longer');
  cpSync(one, other, { recursive: true });
  const { description } = placesOf(other);
  const written = JSON.parse(readFileSync(description, 'utf8'));
  written.name = 'trained longer';
  written.plan.stages.sft.epochs = 9;
  writeFileSync(description, JSON.stringify(written));
  await judgeCaptions(home, one);
  views = referenceViews(one, other);
  squared = await openWindow(home);
  await resize(squared, 1280, 800);
});
test.afterAll(async () => {
  await squared?.app.close();
  removeHome(home);
});

/** Once all that it fetches and draws is there; nothing is pointed at. */
async function pictureOf({ href, standing, press }: ReferenceView): Promise<Buffer> {
  const { page } = squared;
  await page.goto(`squared://window/index.html${href}`);
  if (press) await page.getByRole('button', { name: press, exact: true }).click();
  await expect(page.locator(standing).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('main .skeleton')).toHaveCount(0, { timeout: 60_000 });
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
  await page.mouse.move(1, 799);
  await page.evaluate(async () => {
    await document.fonts.ready;
    (document.activeElement as HTMLElement | null)?.blur();
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  return page.screenshot({ animations: 'disabled' });
}

const inWords = (view: string, theme: Theme, { light, ink }: Likeness): string =>
  `${view}, ${theme}: luminance off by ${light.toFixed(1)} of 255, drawing by ${(ink * 100).toFixed(0)} %`;

test('each view looks like its reference, in light and dark', async () => {
  mkdirSync(seenFolder, { recursive: true });
  const unlike: string[] = [];
  const told: string[] = [];
  for (const theme of themes) {
    await setTheme(squared, theme);
    for (const view of views) {
      const picture = await pictureOf(view);
      if (renewed) {
        await keep(view.name, theme, picture);
        continue;
      }
      const kept = reference(view.name, theme);
      if (!kept) {
        unlike.push(`${view.name}, ${theme}: there is no reference yet`);
        continue;
      }
      const found = await likeness(picture, kept);
      told.push(inWords(view.name, theme, found));
      if (isAlike(found, view.mostInk)) continue;
      unlike.push(inWords(view.name, theme, found));
      writeFileSync(join(seenFolder, `${view.name}-${theme}.png`), picture);
    }
  }
  console.log(told.join('\n'));
  expect(unlike, `The pictures are in ${seenFolder}; where that was meant: npm run references`).toEqual([]);
});

test('a view without its style sheet, and one that is blank, are not like their references', async () => {
  const { page } = squared;
  for (const theme of themes) {
    await setTheme(squared, theme);
    for (const view of views.filter(({ name }) => ['rounds', 'home', 'captions'].includes(name))) {
      const kept = reference(view.name, theme) as Buffer;
      expect(isAlike(await likeness(await pictureOf(view), kept)), view.name).toBe(true);
      await page.evaluate(() => {
        for (const sheet of document.styleSheets) sheet.disabled = true;
      });
      const bare = await likeness(await page.screenshot({ animations: 'disabled' }), kept);
      expect(isAlike(bare), inWords(view.name, theme, bare)).toBe(false);
      await page.evaluate(() => {
        for (const sheet of document.styleSheets) sheet.disabled = false;
        document.getElementById('root')?.replaceChildren();
      });
      const blank = await likeness(await page.screenshot({ animations: 'disabled' }), kept);
      expect(isAlike(blank), inWords(view.name, theme, blank)).toBe(false);
      await page.reload();
    }
  }
});

test('the references are small, and there is one for each view and theme and none besides', () => {
  const wanted = views.flatMap(({ name }) => themes.map((theme) => fileOf(name, theme)));
  const there = readdirSync(folder).map((name) => join(folder, name));
  expect(there.sort()).toEqual([...wanted].sort());
  for (const file of there) expect(statSync(file).size, file).toBeLessThanOrEqual(mostBytes);
});
