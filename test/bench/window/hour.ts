/**
 * What a person does with the window in an hour, done without the waits between, on an experiment of 200,000 photographs with a million
 * captions. In each of 60 minutes:
 * - a run tells 240 times how far its step is and logs 20 lines;
 * - five of the seven views are gone to, in turn, so that each is seen some 43 times. In Captions one searches, scrolls 20 times by 1,200
 *   pixels, opens an image and steps through ten more with their whole pictures; in Benchmarks one filters, scrolls ten times, searches and
 *   steps; in Run one searches the log and scrolls; in Rounds one scrolls through the charts and points at one; in the others one scrolls;
 * - every fifth minute the pages Home, Models and Settings and the palette follow.
 * That makes about 4,000 acts. The page's caches that the clock empties (what was asked of the engine, after five minutes) and the
 * collections of a page that rests have no hour for it here: a real hour leaves rather less.
 */
import { experimentViews, hrefOf, pageHref, type ViewName } from '../../../renderer/route.ts';
import type { Step } from '../../../shared/models.ts';
import type { Hand } from './hand.ts';

/** A run moves its step four times a second as the page sees it, and logs a line every three seconds. */
const eventsAMinute = 240;
const linesAMinute = 20;
/** One goes to another view every twelve seconds. */
const visitsAMinute = 5;

/** `path` is an experiment with all that there is to look at; `standing` what tells that a view is there. Answers the number of acts. */
export async function simulatedHour(
  hand: Hand,
  path: string,
  minutes: number,
  standing: Readonly<Record<string, string>>,
  afterMinute: () => Promise<void>,
): Promise<number> {
  const steps = await hand.inPage(async (of) => {
    const outcome = await window.squared.call('experiment.get', { path: of });
    return 'result' in outcome ? outcome.result.steps : [];
  }, path);
  let acts = 0;
  let visit = 0;
  const act = async (work: Promise<unknown>): Promise<void> => {
    await work;
    acts++;
  };
  for (let minute = 0; minute < minutes; minute++) {
    await tellOfRun(hand, path, steps, minute);
    for (let time = 0; time < visitsAMinute; time++) {
      const view = experimentViews[visit++ % experimentViews.length] as ViewName;
      await act(hand.goTo(hrefOf(view, path)));
      await hand.waitFor(standing[view] ?? 'main');
      for (const one of actsIn(view, hand, visit)) await act(one());
      await act(hand.wheel(1500));
    }
    if (minute % 5 === 4) {
      for (const name of ['welcome', 'models', 'settings'] as const) await act(hand.goTo(pageHref(name)));
      await act(hand.key('k', ['control']));
      await act(hand.write('captions'));
      await act(hand.key('Escape'));
    }
    await afterMinute();
  }
  return acts;
}

/** What one does in a view, a little different each time. */
function actsIn(view: ViewName, hand: Hand, visit: number): (() => Promise<unknown>)[] {
  const words = ['picture', 'cat', 'many things', '7', 'told for'];
  const word = words[visit % words.length] as string;
  const searched = (label: string) => [
    () => hand.fill(`[aria-label="${label}"]`, word),
    () => new Promise((resolve) => setTimeout(resolve, 250)),
    () => hand.fill(`[aria-label="${label}"]`, ''),
  ];
  const scrolled = (selector: string, times: number) =>
    Array.from({ length: times }, () => () => hand.scroll(selector, 1200));
  const answers = (kind: number) => `[aria-label="Which answers"] button:nth-of-type(${kind})`;
  switch (view) {
    case 'captions':
      return [
        ...searched('Search captions'),
        ...scrolled('.gallery', 20),
        () => hand.click('.gallery .cell[href]'),
        ...Array.from({ length: 10 }, () => () => hand.key('Right')),
        () => hand.key('Escape'),
      ];
    case 'benchmarks':
      return [
        () => hand.click(answers(3)),
        ...scrolled('.answer-list', 10),
        () => hand.click(answers(1)),
        ...searched('Search questions and answers'),
        () => hand.click('.answer-row'),
        () => hand.key('Down'),
      ];
    case 'run':
      return [...searched('Search the log'), ...scrolled('.graph-panel', 5)];
    case 'rounds':
      return [...scrolled('#stage > *', 8), () => hand.point('main .chart svg')];
    default:
      return scrolled('#stage > *', 3);
  }
}

/** The same messages on the same channel as a run's, a minute of them. */
async function tellOfRun(hand: Hand, path: string, steps: readonly Step[], minute: number): Promise<void> {
  const step = steps[minute % Math.max(1, steps.length)];
  if (!step) return;
  await hand.main.evaluate(
    async ({ events, lines, path: of, step: moving, minute: at }) => {
      const contents = electron.BrowserWindow.getAllWindows()[0]?.webContents;
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
