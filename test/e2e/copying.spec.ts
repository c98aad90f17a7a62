/** Every table and every chart of every view is copied and saved in four formats, light on white whatever the theme. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, test } from '@playwright/test';
import sharp from 'sharp';
import { placesOf } from '../../main/engine/places.ts';
import { projectRoot } from '../../main/engine/setup/places.ts';
import { openForWriting, replaceLeaks } from '../../main/engine/store/index.ts';
import { hrefOf, pageHref } from '../../renderer/route.ts';
import { hrefWith } from '../../renderer/views/rounds/compare/wanted.ts';
import { finishedExperiment } from './finished-experiment.ts';
import { judgeCaptions } from './judged-experiment.ts';
import { newHome, openWindow, removeHome, resize, type SquaredWindow, setTheme } from './squared-window.ts';

test.describe.configure({ mode: 'serial' });

const formats = ['CSV', 'LaTeX', 'SVG', 'PNG'] as const;
/** Tables that nobody would take elsewhere, by what holds them. */
const exceptions = [
  {
    holder: 'dialog.sheet',
    why: 'the keys of this window: they stand in its documentation and are no figures',
  },
];

/** For a look at them. */
const pictures = join(projectRoot, 'test-results', 'copied');

let home: string;
let one: string;
let other: string;
let squared: SquaredWindow;

test.beforeAll(async () => {
  test.setTimeout(400_000);
  mkdirSync(pictures, { recursive: true });
  home = newHome();
  one = await finishedExperiment(home, 'one', (plan) => ({
    ...plan,
    controls: ['equal-compute', 'shuffled'],
    specialistArms: ['leave-one-out'],
  }));
  const db = openForWriting(placesOf(one).database);
  const counts = { images: 30, exact: 1, near: 2, text: 3 };
  const benchmarks = ['pope', 'vqa'].map((benchmark) => ({ benchmark, ...counts, items: 60, comparable: 4 }));
  replaceLeaks(db, {
    ...{ images: [], texts: [], excluded: [] },
    leakage: { distance: 4, sets: [], benchmarks, excluded: 0 },
  });
  db.close();
  other = join(home, 'experiments', 'another');
  cpSync(one, other, { recursive: true });
  const { description } = placesOf(other);
  const written = JSON.parse(readFileSync(description, 'utf8'));
  written.name = 'another';
  written.plan.stages.sft.epochs = 9;
  written.plan.captioner = { kind: 'endpoint', url: 'http://127.0.0.1:9/v1', model: 'a/model', key: 'a-key' };
  writeFileSync(description, JSON.stringify(written));
  await judgeCaptions(home, one);
  squared = await openWindow(home);
  await resize(squared, 1400, 900);
});
test.afterAll(async () => {
  await squared?.app.close();
  removeHome(home);
});

const goTo = (href: string) => squared.page.goto(`squared://window/index.html${href}`);
const clipboardText = () => squared.app.evaluate(async ({ clipboard }) => clipboard.readText());
const clearClipboard = () => squared.app.evaluate(async ({ clipboard }) => clipboard.writeText(''));
const clipboardPng = async (): Promise<Buffer> => {
  const encoded = await squared.app.evaluate(async ({ clipboard }) => {
    const { readImage } = clipboard as unknown as { readImage?(): Electron.NativeImage };
    if (readImage) return readImage().toPNG().toString('base64');
    const item = (await clipboard.read()).find(({ types }) => types.includes('image/png'));
    const blob = await item?.getType('image/png');
    return blob ? Buffer.from((await blob.arrayBuffer()) as ArrayBuffer).toString('base64') : '';
  });
  return Buffer.from(encoded, 'base64');
};

async function choose(button: Locator, item: string): Promise<void> {
  await expect(squared.page.getByRole('button', { name: 'Copied' })).toHaveCount(0);
  await button.focus();
  await squared.page.keyboard.press('Enter');
  await squared.page.getByRole('menuitem', { name: item }).click();
}

/** Waits for what is copied next, and answers it. */
async function copied(button: Locator, format: (typeof formats)[number]): Promise<string> {
  await clearClipboard();
  await choose(button, `Copy as ${format}`);
  await expect.poll(clipboardText, { message: `${format} of ${button}` }).not.toBe('');
  return clipboardText();
}

async function copiedPng(button: Locator): Promise<Buffer> {
  await clearClipboard();
  await choose(button, 'Copy as PNG');
  await expect.poll(async () => (await clipboardPng()).length).toBeGreaterThan(100);
  return clipboardPng();
}

/** What a picture shows: its size, the colour of its corner, the share of it that is darker than paper. */
async function lookedAt(png: Buffer) {
  const { data, info } = await sharp(png).flatten({ background: '#ff00ff' }).greyscale().raw().toBuffer({
    resolveWithObject: true,
  });
  const dark = data.reduce((sum, value) => sum + (value < 200 ? 1 : 0), 0) / data.length;
  return { width: info.width, height: info.height, corner: data[0], dark };
}

/** The drawing as a browser without this page's style sheet would read it. */
const drawing = (svg: string) =>
  squared.page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    return {
      name: root.nodeName,
      width: Number(root.getAttribute('width')),
      height: Number(root.getAttribute('height')),
      texts: [...root.querySelectorAll('text')].map((one) => one.textContent ?? ''),
      foreign: root.querySelectorAll('foreignObject, image, script').length,
      palest: Math.max(
        ...[...root.querySelectorAll('text')].flatMap((one) => {
          const fill = one.closest('[fill]')?.getAttribute('fill') ?? '';
          return fill.startsWith('rgb') ? (fill.match(/\d+/g) ?? []).slice(0, 3).map(Number) : [];
        }),
      ),
      ground: root.querySelector('rect')?.getAttribute('fill'),
    };
  }, svg);

test('a table: CSV, LaTeX, a typeset drawing and its picture, in the dark theme too', async () => {
  const { page } = squared;
  await setTheme(squared, 'dark');
  await goTo(hrefOf('rounds', one));
  const button = page.getByRole('button', { name: /^Copy .+ against .+$/ });
  const pair = (await button.getAttribute('aria-label'))?.replace('Copy ', '');
  const csv = await copied(button, 'CSV');
  expect(csv).toMatch(/^model,against,benchmark,.*verdict\r\n[\w-]+,[\w-]+,pope,/);
  expect(await copied(button, 'LaTeX')).toMatch(/\\toprule[\s\S]*POPE|pope[\s\S]*\\bottomrule/);

  const svg = await drawing(await copied(button, 'SVG'));
  expect(svg.name).toBe('svg');
  expect(svg.foreign).toBe(0);
  expect(svg.ground).toBe('#ffffff');
  expect(svg.texts[0]).toBe(`Paired comparisons on identical questions: ${pair}`);
  expect(svg.texts).toContain('difference');
  const rows = csv.trim().split('\r\n').length - 1;
  expect(svg.texts.filter((text) => ['better', 'worse', 'same'].includes(text))).toHaveLength(rows);

  const png = await copiedPng(button);
  const seen = await lookedAt(png);
  expect(seen.width).toBe(svg.width * 2);
  expect(seen.height).toBe(svg.height * 2);
  expect(seen.corner).toBe(255);
  expect(seen.dark).toBeGreaterThan(0.005);
  expect(seen.dark).toBeLessThan(0.2);
  writeFileSync(join(pictures, 'table.png'), png);
});

test('a chart: its points, its drawing with title, its picture in the window’s typeface, in the dark theme too', async () => {
  const { page } = squared;
  await goTo(hrefOf('rounds', one));
  const button = page.getByRole('button', { name: /^Copy the chart “POPE/ });
  await expect(page.getByRole('img', { name: /^POPE in percent/ }).locator('svg')).toBeVisible();
  expect(await copied(button, 'CSV')).toMatch(/^model,of,value,low,high\r\nv0,all,\d/);
  expect(await copied(button, 'LaTeX')).toContain('\\midrule');
  const text = await copied(button, 'SVG');
  expect(text).not.toMatch(/var\(--|light-dark|class=/);
  const svg = await drawing(text);
  expect(svg.texts[0]).toBe('POPE in percent');
  expect(svg.texts).toContain('V1');
  expect(svg.ground).toBe('#ffffff');
  // The dark theme's ink would be lost on white.
  expect(svg.palest).toBeLessThan(160);

  const png = await copiedPng(button);
  const seen = await lookedAt(png);
  expect(seen.width).toBe(svg.width * 2);
  expect(seen.corner).toBe(255);
  expect(seen.dark).toBeGreaterThan(0.003);
  expect(seen.dark).toBeLessThan(0.2);
  writeFileSync(join(pictures, 'chart.png'), png);
  await setTheme(squared, 'light');
});

test('trainings on one another are copied with their legend', async () => {
  const { page } = squared;
  await goTo(hrefOf('run', one));
  await page.getByLabel('Which training').selectOption({ label: 'All trainings on one another' });
  const button = page.getByRole('button', { name: /^Copy the chart “Training losses on one another/ });
  await expect(page.locator('.loss .chart svg').first()).toBeVisible();
  const svg = await drawing(await copied(button, 'SVG'));
  expect(svg.texts).toEqual(expect.arrayContaining(['Training losses', 'V0', 'V1', 'Final']));
  writeFileSync(join(pictures, 'overlay.png'), await copiedPng(button));
});

test('each format is saved as a file of the user’s choice, and what cannot be written is said', async () => {
  const { page, app } = squared;
  await goTo(hrefOf('rounds', one));
  const button = page.getByRole('button', { name: 'Copy leakage' });
  await expect(button).toBeVisible();
  const proposed = (folder: string) =>
    app.evaluate(({ dialog }, into) => {
      dialog.showSaveDialog = (async (...args: unknown[]) => {
        const { defaultPath } = args.at(-1) as { defaultPath: string };
        return { canceled: false, filePath: `${into}/${defaultPath}` };
      }) as typeof dialog.showSaveDialog;
    }, folder);
  await proposed(home);
  const files = { CSV: 'csv', LaTeX: 'tex', SVG: 'svg', PNG: 'png' } as const;
  for (const format of formats) {
    await choose(button, `Save as ${format}…`);
    const file = join(home, `benchmarks-found-in-training.${files[format]}`);
    await expect(page.getByRole('button', { name: `Saved as ${file}` })).toHaveCount(1);
    await expect(page.getByRole('button', { name: `Saved as ${file}` })).toHaveCount(0);
    const bytes = readFileSync(file);
    expect(bytes.length).toBeGreaterThan(50);
    if (format === 'PNG' || format === 'SVG')
      expect((await sharp(bytes).metadata()).format).toBe(files[format]);
    else expect(bytes.toString()).toContain('same file');
  }
  await proposed(join(home, 'no such folder'));
  await choose(button, 'Save as CSV…');
  await expect(page.getByRole('button', { name: /could not be written \(ENOENT\)/ })).toHaveCount(1);
});

/** Opens what is folded away, so that everything that the view can show is there. */
async function openAll(): Promise<void> {
  await expect(squared.page.locator('main .skeleton')).toHaveCount(0, { timeout: 60_000 });
  await squared.page.evaluate(() => {
    for (const one of document.querySelectorAll('main details')) one.setAttribute('open', '');
  });
}

interface Walked {
  readonly tables: number;
  readonly charts: number;
  /** Tables and charts without a copy menu of their own, in words. */
  readonly without: readonly string[];
}

/**
 * A chart's menu lies in its host. A table's lies in the nearest thing around it that holds one, which is not the page as a whole; several
 * tables in one such thing want several menus.
 */
const walk = (holders: readonly string[]): Promise<Walked> =>
  squared.page.evaluate((excepted) => {
    const isVisible = (one: Element): boolean => one.getClientRects().length > 0;
    const words = (one: Element): string => (one.textContent ?? '').trim().slice(0, 60);
    const without: string[] = [];
    const drawings: Element[] = [];
    const charts = [...document.querySelectorAll('.chart-host')].filter(isVisible);
    for (const chart of charts)
      if (!chart.querySelector('.copy-menu')) without.push(`chart: ${words(chart)}`);
    for (const svg of [...document.querySelectorAll('svg')].filter(isVisible)) {
      const { width, height } = svg.getBoundingClientRect();
      if (width > 120 && height > 60 && !svg.closest('.chart-host, .picture, [class*="picture"]'))
        drawings.push(svg);
    }
    const tables = [...document.querySelectorAll('table'), ...drawings]
      .filter(isVisible)
      .filter((table) => !excepted.some((holder) => table.closest(holder)));
    const menusIn = (one: Element): Element[] =>
      [...one.querySelectorAll('.copy-menu')].filter((menu) => !menu.closest('.chart-host'));
    const ownerOf = (table: Element): Element | null => {
      let at: Element | null = table.parentElement;
      while (at && menusIn(at).length === 0) at = at.parentElement;
      return at && !at.matches('main, .page, body, #root') && !at.querySelector('main') ? at : null;
    };
    const byOwner = Map.groupBy(tables, ownerOf);
    for (const [owner, own] of byOwner) {
      if (!owner) {
        without.push(...own.map((table) => `table: ${words(table)}`));
        continue;
      }
      const deeper = [...byOwner.keys()].filter((one) => one && one !== owner && owner.contains(one));
      const menus = menusIn(owner).filter((menu) => !deeper.some((one) => one?.contains(menu)));
      if (menus.length < own.length) without.push(...own.map((table) => `table: ${words(table)}`));
    }
    return { tables: tables.length, charts: charts.length, without };
  }, holders);

test('each table and each chart of every view has its menu, and each menu draws what it belongs to', async () => {
  test.setTimeout(400_000);
  const { page } = squared;
  const places: { href: string; tables: number; charts: number; before?: () => Promise<void> }[] = [
    { href: '#/', tables: 0, charts: 0 },
    { href: pageHref('new'), tables: 0, charts: 0 },
    { href: pageHref('models'), tables: 1, charts: 0 },
    { href: pageHref('settings'), tables: 1, charts: 0 },
    { href: pageHref('doctor'), tables: 0, charts: 0 },
    { href: hrefOf('run', one), tables: 1, charts: 2 },
    { href: hrefWith(one, [other]), tables: 12, charts: 30 },
    { href: hrefOf('captions', one, 1), tables: 0, charts: 0 },
    { href: hrefOf('benchmarks', one, { benchmark: 'pope' }), tables: 2, charts: 0 },
    { href: hrefOf('specialists', one), tables: 7, charts: 0 },
    {
      href: hrefOf('judge', one),
      tables: 4,
      charts: 1,
      before: async () => {
        await page.getByRole('button', { name: 'Results' }).click();
        await expect(page.getByRole('region', { name: 'Judge model small/judge' })).toBeVisible();
      },
    },
    { href: hrefOf('data', one), tables: 1, charts: 0 },
  ];
  for (const { href, tables, charts, before } of places) {
    await goTo(href);
    await openAll();
    await before?.();
    const walked = () => walk(exceptions.map(({ holder }) => holder));
    const where = href.split('?')[0];
    await expect
      .poll(async () => {
        const seen = await walked();
        return seen.tables >= tables && seen.charts >= charts;
      }, where)
      .toBe(true);
    expect((await walked()).without, where).toEqual([]);

    const menus = page.locator('.copy-menu');
    for (let at = 0; at < (await menus.count()); at++) {
      const menu = menus.nth(at);
      await menu.scrollIntoViewIfNeeded();
      const host = menu.locator('xpath=parent::*[contains(@class, "chart-host")]');
      if ((await host.count()) > 0) await expect(host.locator('.chart svg')).toBeVisible();
      const name = (await menu.getAttribute('aria-label')) ?? '';
      expect(name, where).toMatch(/^Copy /);
      await clearClipboard();
      await menu.focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('menuitem')).toHaveText([
        ...formats.map((format) => `Copy as ${format}`),
        ...formats.map((format) => `Save as ${format}…`),
      ]);
      await page.getByRole('menuitem', { name: 'Copy as SVG' }).click();
      await expect.poll(clipboardText, { message: `${where}: ${name}` }).toMatch(/^<svg/);
      const { name: root, texts } = await drawing(await clipboardText());
      expect(root, name).toBe('svg');
      expect(texts.length, name).toBeGreaterThan(2);
    }
  }
});

test('the walk sees a table without a menu, and one menu for two tables', async () => {
  const { page } = squared;
  await goTo(hrefOf('data', one));
  await openAll();
  await expect.poll(async () => (await walk([])).tables).toBe(1);
  await page.evaluate(() => document.querySelector('main .table')?.after(document.createElement('table')));
  await page.evaluate(() => document.querySelectorAll('main table')[1]?.append('two'));
  expect((await walk([])).without).toHaveLength(2);
  await page.evaluate(() => {
    for (const menu of document.querySelectorAll('.copy-menu')) menu.remove();
  });
  expect((await walk([])).without).toEqual([expect.stringContaining('table: Set'), 'table: two']);
});

test('in a dialog the menu lies in it and can be chosen; axe finds nothing in an open menu', async () => {
  const { page } = squared;
  await goTo(hrefOf('benchmarks', one, { benchmark: 'pope' }));
  await page.getByRole('button', { name: 'Rescore…' }).click();
  await page.getByRole('button', { name: 'Score anew' }).click();
  const button = page.getByRole('button', { name: 'Copy what scoring anew has changed' });
  await expect(button).toBeVisible({ timeout: 60_000 });
  expect(await copied(button, 'CSV')).toMatch(/^\w+,/);
  await button.click();
  await expect(page.getByRole('menu')).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(squared, theme);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual([]);
  }
  expect(squared.complaints).toEqual([]);
});
