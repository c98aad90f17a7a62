/**
 * What a person does with the window in an hour, done without the waits between: the views one after another with what each is for, a run
 * telling of itself all the while. The page's caches are emptied by the clock; here, in a few minutes, hardly anything of them is: what is
 * measured is above what an hour would leave.
 */
import type { Page } from '@playwright/test';
import { experimentViews, hrefOf, pageHref, type ViewName } from '../../../renderer/route.ts';
import type { Step } from '../../../shared/models.ts';
import type { SquaredWindow } from '../../e2e/squared-window.ts';

export interface Hour {
  /** Resident megabytes of the page's process: at the end, and the most at the end of any minute. */
  readonly lastMegabytes: number;
  readonly mostMegabytes: number;
  /** Live objects of the page's scripts at the end, after a collection. */
  readonly heapMegabytes: number;
  /** Nodes of its documents that are alive then, seen or not. */
  readonly nodes: number;
  readonly acts: number;
}

/** A run moves its step four times a second as the page sees it, and logs a line every three seconds. */
const eventsAMinute = 240;
const linesAMinute = 20;
/** One goes to another view every twelve seconds. */
const visitsAMinute = 5;

/** `path` is an experiment with all that there is to look at; `standing` what tells that a view is there. */
export async function simulatedHour(
  squared: SquaredWindow,
  path: string,
  minutes: number,
  standing: Readonly<Record<string, string>>,
): Promise<Hour> {
  const { page } = squared;
  const steps = await page.evaluate(async (of) => {
    const outcome = await window.squared.call('experiment.get', { path: of });
    return 'result' in outcome ? outcome.result.steps : [];
  }, path);
  let acts = 0;
  let most = 0;
  let visit = 0;
  const act = async (work: Promise<unknown>): Promise<void> => {
    await work;
    acts++;
  };
  for (let minute = 0; minute < minutes; minute++) {
    await tellOfRun(squared, path, steps, minute);
    for (let time = 0; time < visitsAMinute; time++) {
      const view = experimentViews[visit++ % experimentViews.length] as ViewName;
      await act(page.goto(`squared://window/index.html${hrefOf(view, path)}`));
      // Not `waitForSelector`: the handle that it answers keeps the whole view, long gone, in the page's memory.
      await page
        .locator(standing[view] ?? 'main')
        .first()
        .waitFor({ timeout: 30_000 });
      for (const one of actsIn(view, page, visit)) await act(one());
      await act(page.mouse.wheel(0, 1500));
    }
    if (minute % 5 === 4) {
      for (const name of ['welcome', 'models', 'settings'] as const)
        await act(page.goto(`squared://window/index.html${pageHref(name)}`));
      await act(page.keyboard.press('Control+k'));
      await act(page.keyboard.type('captions'));
      await act(page.keyboard.press('Escape'));
    }
    most = Math.max(most, await residentMegabytes(squared));
  }
  return {
    lastMegabytes: await residentMegabytes(squared),
    mostMegabytes: most,
    ...(await liveObjects(squared)),
    acts,
  };
}

/** What one does in a view, a little different each time. */
function actsIn(view: ViewName, page: Page, visit: number): (() => Promise<unknown>)[] {
  const words = ['picture', 'cat', 'many things', '7', 'told for'];
  const word = words[visit % words.length] as string;
  const searched = (label: string) => [
    () => page.getByRole('searchbox', { name: label }).fill(word),
    () => page.waitForTimeout(250),
    () => page.getByRole('searchbox', { name: label }).fill(''),
  ];
  const scrolled = (selector: string, times: number) =>
    Array.from({ length: times }, () => () => scroll(page, selector));
  switch (view) {
    case 'captions':
      return [
        ...searched('Search captions'),
        ...scrolled('.gallery', 20),
        () => page.locator('.gallery .cell[href]').first().click(),
        ...Array.from({ length: 10 }, () => () => page.keyboard.press('ArrowRight')),
        () => page.keyboard.press('Escape'),
      ];
    case 'benchmarks':
      return [
        () => page.getByRole('button', { name: /^Wrong/ }).click(),
        ...scrolled('.answer-list', 10),
        () => page.getByRole('button', { name: /^All/ }).click(),
        ...searched('Search questions and answers'),
        () => page.getByRole('listbox', { name: 'Answers' }).press('ArrowDown'),
      ];
    case 'run':
      return [...searched('Search the log'), ...scrolled('.graph-panel', 5)];
    case 'rounds':
      return [
        ...scrolled('#stage > *', 8),
        () => page.locator('main .chart svg').first().hover({ force: true }),
      ];
    default:
      return scrolled('#stage > *', 3);
  }
}

const scroll = (page: Page, selector: string): Promise<void> =>
  page
    .locator(selector)
    .first()
    .evaluate(async (scroller) => {
      scroller.scrollTop = scroller.scrollTop + 1200;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    });

/** The same messages on the same channel as a run's, a minute of them. */
async function tellOfRun(
  { app }: SquaredWindow,
  path: string,
  steps: readonly Step[],
  minute: number,
): Promise<void> {
  const step = steps[minute % Math.max(1, steps.length)];
  if (!step) return;
  await app.evaluate(
    async ({ BrowserWindow }, told) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const { events, lines, path: of, step: moving, minute: at } = told;
      for (let one = 0; one < events; one++) {
        contents?.send('event', {
          event: 'run.step',
          data: { path: of, step: { ...moving, state: 'running', done: one, total: events, rate: 4 } },
        });
        if (one % Math.floor(events / lines) === 0)
          contents?.send('event', {
            event: 'run.log',
            data: { path: of, line: `2026-11-01T08:00:00.000Z Line ${one} of minute ${at}.` },
          });
        if (one % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      }
    },
    { events: eventsAMinute, lines: linesAMinute, path, step, minute },
  );
}

const residentMegabytes = ({ app }: SquaredWindow): Promise<number> =>
  app.evaluate(({ app: electron, BrowserWindow }) => {
    const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    const found = electron.getAppMetrics().find((one) => one.pid === pid);
    return (found?.memory.workingSetSize ?? Number.NaN) / 1024;
  });

async function liveObjects({ app, page }: SquaredWindow): Promise<{ heapMegabytes: number; nodes: number }> {
  const session = await app.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return { heapMegabytes: usedSize / 1e6, nodes };
}
