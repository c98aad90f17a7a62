/**
 * RefCOCO by VLMEvalKit (`vlmeval/dataset/refcoco.py`, open-compass/VLMEvalKit commit e8e78f0): found at an intersection over union of 0.5 or more, no
 * pixel added. The first four numbers in brackets are the box, or else the first four of the answer: shares of the picture where none is
 * above 1.5, thousandths of it where none is above 1,000, pixels beyond; cut off at the edges, corners put in order.
 */
import { answerTo, ratio } from './averages.ts';
import type { BenchmarkItem } from './benchmark.ts';
import { floatOf } from './python-number.ts';
import { refcoco } from './refcoco.ts';
import { variantOf } from './variant.ts';

type Box = readonly [number, number, number, number];

const truthOf = ({ truth }: BenchmarkItem) => truth as { box: Box; width: number; height: number };

export const refcocoVlmevalkit = variantOf(refcoco, 'VLMEvalKit', {
  name: 'refcoco-vlmevalkit',
  scorer: 'VLMEvalKit RefCOCO (IoU >= 0.5, numbers read as shares, thousandths or pixels)',

  score: (item, prediction) => (vlmevalkitOverlap(item, prediction) >= 0.5 ? 1 : 0),

  details(items, predictions) {
    const overlaps = items.map((item) => vlmevalkitOverlap(item, answerTo(item, predictions)));
    const unreadable = items.filter((item) => numbersIn(answerTo(item, predictions)) === null);
    return {
      ...ratio('unreadable', unreadable.length, items.length),
      ...ratio(
        'mean IoU',
        overlaps.reduce((sum, one) => sum + one, 0),
        items.length,
      ),
    };
  },
});

const digit = '\\p{Nd}';
const number = `[-+]?${digit}*\\.?${digit}+(?:[eE][-+]?${digit}+)?`;
const blank = '[\\s\\x1c-\\x1f\\x85]';
const apart = `(?:${blank}*,${blank}*|${blank}+)`;
const four = Array.from({ length: 4 }, () => `(${number})`).join(apart);
const bracketed = new RegExp(`\\[${blank}*${four}${blank}*\\]`, 'u');
const anywhere = new RegExp(number, 'gu');

function numbersIn(answer: string): number[] | null {
  const found = bracketed.exec(answer)?.slice(1) ?? (answer.match(anywhere) ?? []).slice(0, 4);
  return found.length < 4 ? null : found.map((text) => floatOf(text) as number);
}

export function vlmevalkitOverlap(item: BenchmarkItem, answer: string): number {
  const { box, width, height } = truthOf(item);
  const said = numbersIn(answer);
  if (said === null) return 0;
  const largest = Math.max(...said.map(Math.abs));
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = said.map((value, at) => {
    const side = at % 2 === 0 ? width : height;
    const pixels = largest <= 1.5 ? value * side : largest <= 1000 ? (value / 1000) * side : value;
    return Math.min(side, Math.max(0, pixels));
  });
  const own: Box = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
  const across = Math.min(own[2], box[2]) - Math.max(own[0], box[0]);
  const down = Math.min(own[3], box[3]) - Math.max(own[1], box[1]);
  if (across <= 0 || down <= 0) return 0;
  const common = across * down;
  const union = areaOf(own) + areaOf(box) - common;
  return union <= 0 ? 0 : common / union;
}

const areaOf = ([left, top, right, bottom]: Box): number =>
  Math.max(right - left, 0) * Math.max(bottom - top, 0);
