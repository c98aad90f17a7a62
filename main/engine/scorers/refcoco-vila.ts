/**
 * RefCOCO, RefCOCO+ and RefCOCOg by VILA's rule (`eval_refcoco.py`, NVlabs/VILA commit b760c34): found at an intersection over union of 0.5 or
 * more, boxes being counted in whole pixels, so that one pixel is added to every side; refcoco.ts, as lmms-eval, adds none. Answers are the
 * same `[xmin,ymin,xmax,ymax]`, each 000..999, read as VILA reads them: `0.` put before the digits, so that 999 is 0.999 of a side, without
 * LLaVA's square padding. Upstream takes only an answer that is nothing but a box; here the first box of an answer counts.
 * The folder holds VILA's `refcoco_testA.json`, `refcoco+_val.json`, `refcocog_test.json` and so on (lists of `img_id, sents, bbox, height,
 * width`); an image's file is its `img_id` without the last number.
 */
import { basename, join } from 'node:path';
import { answerTo, meansByGroup, ratio } from './averages.ts';
import type { Benchmark, BenchmarkItem } from './benchmark.ts';
import { filesIn } from './files.ts';
import { idAt, imageNamed, numbersAt, positiveAt, refuseRepeats, textsAt } from './read-entries.ts';
import { readList } from './stream-entries.ts';

type Box = readonly [number, number, number, number];

interface Truth {
  /** xmin, ymin, xmax, ymax in pixels */
  readonly box: Box;
  readonly width: number;
  readonly height: number;
  /** refcoco testA */
  readonly split: string;
}

export const refcocoVila: Benchmark = {
  name: 'refcoco-vila',
  title: 'RefCOCO/+/g (grounding)',
  scorer: 'VILA eval_refcoco.py (IoU >= 0.5, one pixel added)',
  metric: 'accuracy at IoU 0.5',
  maxNewTokens: 24,

  async read(benchFolder, folder = 'refcoco-vila') {
    const files = await filesIn(join(benchFolder, folder), /^refcoco[+g]?_[A-Za-z]+\.json$/);
    const items: BenchmarkItem[] = [];
    for (const file of files) {
      const split = basename(file, '.json').replace('_', ' ');
      const ids: string[] = [];
      await readList(file, (entry, where) => {
        const id = idAt(file, where, entry, 'img_id');
        const [x, y, width, height] = numbersAt(file, where, entry, 'bbox', 4) as [
          number,
          number,
          number,
          number,
        ];
        const expression = textsAt(file, where, entry, 'sents')[0] as string;
        ids.push(id);
        items.push({
          id: `${split}:${id}`,
          image: imageNamed(file, where, 'img_id', `${id.replace(/_[^_]*$/, '')}.jpg`),
          prompt: `Please provide the bounding box coordinate of the region this sentence describes: ${expression}.`,
          truth: {
            box: [x, y, x + width, y + height],
            width: positiveAt(file, where, entry, 'width'),
            height: positiveAt(file, where, entry, 'height'),
            split,
          } satisfies Truth,
        });
      });
      refuseRepeats(file, ids);
    }
    return items.length === 0 ? null : items;
  },

  score: (item, prediction) => (isFound(item.truth as Truth, prediction) ? 1 : 0),

  details(items, predictions) {
    const unreadable = items.filter((item) => fractionsIn(answerTo(item, predictions)) === null).length;
    return {
      ...ratio('unreadable', unreadable, items.length),
      ...meansByGroup(
        items.map((item) => ({
          group: (item.truth as Truth).split,
          score: refcocoVila.score(item, answerTo(item, predictions)),
        })),
        'accuracy ',
      ),
    };
  },
};

function isFound({ box, width, height }: Truth, answer: string): boolean {
  const said = fractionsIn(answer);
  if (!said) return false;
  const [left, top, right, bottom] = said;
  return pixelOverlap([left * width, top * height, right * width, bottom * height], box) >= 0.5;
}

/** The first box of an answer, each number a share of the image's side; null when there is none. */
export function fractionsIn(answer: string): Box | null {
  const found = /\[\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\]/.exec(answer);
  if (!found) return null;
  const [left, top, right, bottom] = found.slice(1).map((digits) => Number(`0.${digits}`));
  return [left, top, right, bottom] as [number, number, number, number];
}

/** Upstream's `computeIoU`, in its order of operations; NaN where it divides by zero. */
export function pixelOverlap(a: Box, b: Box): number {
  const across = Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0]) + 1);
  const down = Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]) + 1);
  const common = across * down;
  return common / (area(a) + area(b) - common);
}

const area = ([left, top, right, bottom]: Box): number => (right - left + 1) * (bottom - top + 1);
