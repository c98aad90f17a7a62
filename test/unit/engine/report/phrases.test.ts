import { readFile } from 'node:fs/promises';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { markedPhrases } from '../../../../main/engine/report/figures/phrases.ts';
import { samples } from '../../../../main/engine/report/figures/samples.ts';
import type { Html } from '../../../../main/engine/report/html.ts';
import type { CaptionPhrase } from '../../../../shared/gallery.ts';
import { finishedExperiment } from '../../../e2e/finished-experiment.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { madeUpReport } from './made-up.ts';

const text = 'A dog, left of a <b>cat</b>, under “STOP”. A whale.';
const phrase = (words: string, kind: CaptionPhrase['kind'], holds: boolean | null): CaptionPhrase => ({
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
  kind,
  holds,
});
const phrases = [
  phrase('A whale', 'hallucinated', false),
  phrase('A dog', 'true', true),
  phrase('left of a <b>cat</b>', 'spatial', false),
  phrase('“STOP”', 'quoted', null),
];

const page = (body: Html | null) => parseHTML(`<html><body><p>${body?.text}</p></body></html>`);

test('phrases of the four kinds are marked where they stand, and the text stays as it was', () => {
  const { document } = page(markedPhrases(text, phrases));
  expect(document.querySelector('p')?.textContent).toBe(text);
  expect([...document.querySelectorAll('mark')].map((mark) => [mark.className, mark.textContent])).toEqual([
    ['phrase true', 'A dog'],
    ['phrase spatial wrong', 'left of a <b>cat</b>'],
    ['phrase quoted', '“STOP”'],
    ['phrase hallucinated wrong', 'A whale'],
  ]);
  expect(document.querySelector('b')).toBeNull();
  expect(document.querySelector('.spatial')?.getAttribute('title')).toBe('Says where something is: wrong');
  expect(document.querySelector('.quoted')?.getAttribute('title')).toContain('is not known');
});

test('what lies outside of the text, or over another, is left out', () => {
  const odd = [{ start: 0, end: 900, kind: 'true', holds: true } as const, phrase('A dog', 'true', true)];
  const over = { start: 2, end: 8, kind: 'quoted', holds: true } as const;
  const { document } = page(markedPhrases(text, [...odd, over]));
  expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['A dog']);
  expect(document.querySelector('p')?.textContent).toBe(text);
});

test('the figure of the report has a legend, and only where phrases are known', () => {
  const input = madeUpReport();
  expect(samples(input)?.text).not.toContain('Figure 5.');
  const sampleImages = input.sampleImages.map((image) => ({
    ...image,
    captions: image.captions.map((caption) => ({ ...caption, text, phrases })),
  }));
  const { document } = page(samples({ ...input, sampleImages }));
  expect(document.body.textContent).toContain('Figure 5.');
  expect(document.querySelectorAll('.legend.phrases mark')).toHaveLength(5);
  expect(document.querySelectorAll('.sample mark.true').length).toBeGreaterThan(0);
});

test('a report that the engine makes judges the samples’ phrases by what is known of their pictures', async () => {
  const folder = await finishedExperiment(temporaryFolder('home'), 'done');
  const html = await readFile(`${folder}/report/report.html`, 'utf8');
  const { document } = parseHTML(html);
  expect(document.getElementById('samples')?.textContent).toContain('Figure 5.');
  const marks = [...document.querySelectorAll('#samples .sample mark')].map((mark) => mark.className);
  expect(marks.filter((kind) => kind.startsWith('phrase true')).length).toBeGreaterThan(0);
}, 240_000);
