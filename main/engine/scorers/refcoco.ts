/**
 * RefCOCO-style grounding: an expression is found when the box answered and the true one have intersection over union of 0.5 or more.
 * Convention: continuous coordinates, width = xmax - xmin, as lmms-eval (`utils_rec.py`, commit 220ad5d) has it; VILA's `eval_refcoco.py`
 * (commit 506b9ad) adds one pixel to every side, which favours small boxes and is not mixed in.
 * Answers are `[xmin,ymin,xmax,ymax]`, each 000..999 over the image's width or height (VILA²): 000 is one edge, 999 the other. The first such
 * box of an answer counts. An answer without one scores 0 and is counted as `unreadable`; corners in the wrong order enclose nothing.
 */
import { join } from 'node:path';
import { answerTo, ratio } from './averages.ts';
import type { Benchmark, BenchmarkItem } from './benchmark.ts';
import { idAt, imageAt, numbersAt, positiveAt, refuseRepeats, stringAt } from './read-entries.ts';
import { readList } from './stream-entries.ts';

/** xmin, ymin, xmax, ymax in pixels of the image */
type Box = readonly [number, number, number, number];

interface Truth {
  readonly box: Box;
  readonly width: number;
  readonly height: number;
}

export const refcoco: Benchmark = {
  name: 'refcoco',
  title: 'RefCOCO (grounding)',
  scorer: 'IoU >= 0.5, lmms-eval convention (no added pixel)',
  metric: 'accuracy at IoU 0.5',
  maxNewTokens: 24,

  async read(benchFolder, folder = 'refcoco') {
    const file = join(benchFolder, folder, 'test.json');
    const items: BenchmarkItem[] = [];
    const isThere = await readList(file, (entry, where) => {
      const [x, y, width, height] = numbersAt(file, where, entry, 'bbox', 4) as [
        number,
        number,
        number,
        number,
      ];
      items.push({
        id: idAt(file, where, entry, 'question_id'),
        image: imageAt(file, where, entry),
        prompt: `where is ${stringAt(file, where, entry, 'expression')}?`,
        truth: {
          box: [x, y, x + width, y + height],
          width: positiveAt(file, where, entry, 'width'),
          height: positiveAt(file, where, entry, 'height'),
        } satisfies Truth,
      });
    });
    if (!isThere) return null;
    refuseRepeats(
      file,
      items.map((item) => item.id),
    );
    return items;
  },

  score: (item, prediction) => (overlap(item, prediction) >= 0.5 ? 1 : 0),

  details(items, predictions) {
    const overlaps = items.map((item) => overlap(item, answerTo(item, predictions)));
    const unreadable = items.filter((item) => boxIn(answerTo(item, predictions)) === null).length;
    return {
      ...ratio('unreadable', unreadable, items.length),
      ...ratio(
        'mean IoU',
        overlaps.reduce((sum, one) => sum + one, 0),
        items.length,
      ),
      ...ratio('accuracy at IoU 0.3', overlaps.filter((one) => one >= 0.3).length, items.length),
      ...ratio('accuracy at IoU 0.7', overlaps.filter((one) => one >= 0.7).length, items.length),
    };
  },
};

/** The first box of an answer, each number 0..999; null when there is none. */
export function boxIn(answer: string): Box | null {
  const found = /\[\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\]/.exec(answer);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3]), Number(found[4])] : null;
}

function overlap(item: BenchmarkItem, answer: string): number {
  const { box, width, height } = item.truth as Truth;
  const said = boxIn(answer);
  if (!said) return 0;
  const [left, top, right, bottom] = said;
  return intersectionOverUnion(
    [(left * width) / 999, (top * height) / 999, (right * width) / 999, (bottom * height) / 999],
    box,
  );
}

export function intersectionOverUnion(a: Box, b: Box): number {
  const common =
    extent(Math.max(a[0], b[0]), Math.min(a[2], b[2])) * extent(Math.max(a[1], b[1]), Math.min(a[3], b[3]));
  const union = extent(a[0], a[2]) * extent(a[1], a[3]) + extent(b[0], b[2]) * extent(b[1], b[3]) - common;
  return union > 0 ? common / union : 0;
}

function extent(from: number, to: number): number {
  return Math.max(0, to - from);
}
