/**
 * `npm run bench -- window`: the real window on ten experiments, one of them with a million captions of photographs, and beside a real run.
 * Playwright drives it, which costs every figure a little; the memory is measured without it, in a second window that nobody is attached to.
 * `--quick` leaves the run out and simulates ten minutes of use instead of an hour.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withDisplay } from '../../main/engine/setup/display.ts';
import { buildWindow } from '../../main/engine/setup/window-build.ts';
import { experimentViews, hrefOf } from '../../renderer/route.ts';
import { newExperiment } from '../e2e/folders.ts';
import { startStallWatch } from '../e2e/liveness.ts';
import { newHome, openWindow, removeHome, type SquaredWindow } from '../e2e/squared-window.ts';
import { conclude, type Figure } from './figures.ts';
import { millionCaptions } from './many-captions.ts';
import { Hand } from './window/hand.ts';
import { simulatedHour } from './window/hour.ts';
import { MainProcess } from './window/main-process.ts';
import { liveObjects, memoryOfPage } from './window/page-memory.ts';

const quick = process.argv.includes('--quick');
const otherExperiments = 9;
const starts = 3;

const home = newHome();
const figures: Figure[] = [];
const add = (name: string, value: number, unit: string, goal: number | null): void => {
  figures.push({ name, value, unit, goal, least: true });
};
const say = (words: string): void => console.error(words);

/** What tells that a view stands and can be used. */
const standing: Record<string, string> = {
  run: '.run [data-step]',
  rounds: '.rounds .chart svg',
  captions: '.gallery .cell[href]',
  benchmarks: '.answer-row[role="option"]:not([aria-busy="true"])',
  specialists: '.specialists .card',
  data: '.page .table tbody tr',
  judge: 'main h1, main h2',
};

await buildWindow(say);
await withDisplay(async (env) => {
  Object.assign(process.env, env);
  mkdirSync(join(home, 'experiments'), { recursive: true });
  say('An experiment with a million captions is made.');
  const big = await millionCaptions(home, 'million');
  for (let number = 1; number <= otherExperiments; number++)
    await newExperiment(home, 'smoke', `other ${number}`);
  try {
    add('Cold start to a usable home, ten experiments', await coldStart(), 's', 2.5);
    const squared = await openWindow(home);
    try {
      await ofViews(squared, big);
      await ofGallery(squared, big);
      if (!quick) await ofRun(squared);
    } finally {
      await squared.app.close();
    }
    await ofHour(big);
    conclude('window', figures);
  } finally {
    removeHome(home);
  }
});

/** Median, in seconds, from the start of the process until the list is there and can be used. */
async function coldStart(): Promise<number> {
  const seconds: number[] = [];
  for (let time = 0; time < starts; time++) {
    const began = performance.now();
    const { app, page } = await openWindow(home);
    await page.getByRole('link', { name: /^million/ }).waitFor();
    await page.getByRole('button', { name: 'Start: Smoke' }).click({ trial: true });
    seconds.push((performance.now() - began) / 1000);
    await app.close();
  }
  return seconds.sort((a, b) => a - b)[Math.floor(starts / 2)] as number;
}

/** In a window of its own, which nobody is attached to. */
async function ofHour(path: string): Promise<void> {
  const minutes = quick ? 10 : 60;
  const main = await MainProcess.start(home);
  try {
    const hand = new Hand(main);
    await hand.waitFor('main h1');
    add(
      "Page's memory when the window has opened (resident)",
      (await memoryOfPage(main)).residentMegabytes,
      'MB',
      null,
    );
    let most = 0;
    const acts = await simulatedHour(hand, path, minutes, standing, async () => {
      most = Math.max(most, (await memoryOfPage(main)).residentMegabytes);
    });
    const { residentMegabytes, privateMegabytes } = await memoryOfPage(main);
    add(`After ${minutes} minutes of acts without their waits`, residentMegabytes, 'MB', 400);
    add('Of it what no other process has', privateMegabytes, 'MB', null);
    add('The most resident at the end of any minute', most, 'MB', 400);
    const { heapMegabytes, nodes } = await liveObjects(main);
    add("The scripts' live objects after a collection", heapMegabytes, 'MB', null);
    add('Nodes that are alive then', nodes, '', null);
    add('Acts in that time', acts, '', null);
  } finally {
    await main.stop();
  }
}

async function ofViews({ page }: SquaredWindow, path: string): Promise<void> {
  for (const pass of ['first', 'later']) {
    for (const view of experimentViews) {
      const selector = standing[view] ?? 'main h1, main h2';
      await page.goto('squared://window/index.html#/settings');
      await page.waitForSelector('.settings-row');
      const milliseconds = await page.evaluate(timeToStand, { href: hrefOf(view, path), selector });
      if (pass === 'later')
        add(`${view}, of a million captions, after the first time`, milliseconds, 'ms', 300);
    }
  }
}

/** In the page: from going there to the first frame that has what is looked for and no placeholder. */
async function timeToStand({ href, selector }: { href: string; selector: string }): Promise<number> {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  const began = performance.now();
  window.location.hash = href;
  while (!document.querySelector(selector) || document.querySelector('main .skeleton')) {
    if (performance.now() - began > 20_000) return Number.NaN;
    await frame();
  }
  await frame();
  return performance.now() - began;
}

async function ofGallery({ page }: SquaredWindow, path: string): Promise<void> {
  await page.goto(`squared://window/index.html${hrefOf('captions', path)}`);
  await page.waitForSelector(standing.captions as string);
  await page.waitForTimeout(1500);
  const { longest, frames } = await page.evaluate(async () => {
    const scroller = document.querySelector('.gallery') as HTMLElement;
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    let before = await frame();
    let most = 0;
    let all = 0;
    for (const end = before + 5000; before < end; ) {
      scroller.scrollTop += 60;
      const now = await frame();
      most = Math.max(most, now - before);
      before = now;
      all++;
    }
    return { longest: most, frames: all };
  });
  add('Longest frame while the gallery scrolls', longest, 'ms', 100);
  add('Mean frame while the gallery scrolls', 5000 / frames, 'ms', null);
}

/** A real run at toy size: how long the main process stalls while captions are written, how often the page is changed. */
async function ofRun(squared: SquaredWindow): Promise<void> {
  const { page } = squared;
  await page.goto('squared://window/index.html#/');
  await page.getByRole('link', { name: /^other 1/ }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const running = (title: string) => page.locator('[data-step][data-state="running"]', { hasText: title });
  await running('Train V0').waitFor({ timeout: 300_000 });
  await page.evaluate(() => {
    const seconds = new Map<number, number>();
    let changed = false;
    new MutationObserver(() => {
      changed = true;
    }).observe(document.querySelector('.run') as HTMLElement, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    const each = (at: number): void => {
      if (changed) seconds.set(Math.floor(at / 1000), (seconds.get(Math.floor(at / 1000)) ?? 0) + 1);
      changed = false;
      requestAnimationFrame(each);
    };
    requestAnimationFrame(each);
    Object.assign(window, { changesASecond: seconds });
  });
  await running('Recaption by V0').waitFor({ timeout: 300_000 });
  const stalls = await startStallWatch(squared);
  await page
    .locator('[data-step][data-state="done"]', { hasText: 'Recaption by V0' })
    .waitFor({ timeout: 300_000 });
  const { mainP99Milliseconds, mainLongestMilliseconds } = await stalls.stop();
  add('Main process, stall while captions are written, p99', mainP99Milliseconds, 'ms', 50);
  add('Main process, longest stall while captions are written', mainLongestMilliseconds, 'ms', null);
  const counts = await page.evaluate(() => [
    ...(window as unknown as { changesASecond: Map<number, number> }).changesASecond.values(),
  ]);
  const sorted = counts.sort((a, b) => a - b);
  add('Frames a second that a run changes, median', sorted[Math.floor(sorted.length / 2)] ?? 0, '', 4);
  add('Frames a second that a run changes, most', sorted.at(-1) ?? 0, '', 4);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Pause the run' }).click();
  await page.locator('.top-bar').getByText('Paused', { exact: true }).waitFor({ timeout: 30_000 });
}
