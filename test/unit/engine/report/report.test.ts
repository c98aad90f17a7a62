import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ReportInput } from '../../../../main/engine/report/index.ts';
import { writeReport } from '../../../../main/engine/report/index.ts';
import { madeUpReport } from './made-up.ts';

async function written(input: ReportInput) {
  const folder = await mkdtemp(join(tmpdir(), 'squared-report-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const report = await writeReport(input, folder);
  const text = await readFile(report.html, 'utf8');
  return { folder, text, files: report.files, document: parseHTML(text).document };
}

describe('the page', () => {
  test('needs nothing outside itself and runs nothing', async () => {
    const { text, document } = await written(madeUpReport());
    expect(document.querySelectorAll('script, link, iframe, object, embed, form').length).toBe(0);
    expect(
      [...document.querySelectorAll('*')].flatMap((one) =>
        [...one.attributes].filter(({ name }) => /^on/i.test(name)),
      ),
    ).toEqual([]);
    for (const image of document.querySelectorAll('img')) expect(image.getAttribute('src')).toMatch(/^data:/);
    for (const [, target] of text.matchAll(/url\(([^)]*)\)/g)) expect(target).toMatch(/^data:/);
    for (const link of document.querySelectorAll('a')) expect(link.getAttribute('href')).toMatch(/^#/);
    expect(text).toContain("default-src 'none'");
  });

  test('shows each table and figure of the paper that the run has, and every link of its contents leads somewhere', async () => {
    const { document } = await written(
      madeUpReport({ seeds: [1, 2], controls: ['equal-compute', 'shuffled'] }),
    );
    for (const id of [
      'table-1-captions',
      'table-3-benchmarks',
      'table-4-specialists',
      'table-9-controls',
      'coverage',
      'clauses',
      'cost-of-captions',
      'cost',
    ]) {
      expect(document.getElementById(id)?.querySelectorAll('tbody tr').length, id).toBeGreaterThan(0);
    }
    expect(document.getElementById('table-3-benchmarks-seed-2')).not.toBeNull();
    expect(document.querySelectorAll('#benchmarks svg').length).toBe(6);
    expect(document.querySelectorAll('#training svg').length).toBe(10);
    for (const link of document.querySelectorAll('nav a')) {
      expect(
        document.getElementById(link.getAttribute('href')?.slice(1) ?? ''),
        link.textContent,
      ).not.toBeNull();
    }
  });

  test('escapes what models and users wrote', async () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&';
    const input = madeUpReport();
    const { document } = await written({
      ...input,
      name: hostile,
      skipped: [{ what: hostile, count: 1, why: hostile }],
      sampleImages: input.sampleImages.map((image) => ({
        ...image,
        file: hostile,
        captions: [{ source: 'v0', prompt: null, text: `a dog and ${hostile}`, truncated: false }],
      })),
    });
    expect(document.querySelectorAll('img').length).toBe(1);
    expect(document.querySelector('h1')?.textContent).toBe(hostile);
    expect(document.querySelector('.sample dd')?.textContent).toBe(`a dog and ${hostile}`);
  });

  test('marks objects named as there or not, and says what is empty or cut off', async () => {
    const { document } = await written(madeUpReport());
    const texts = (selector: string) =>
      [...document.querySelectorAll(`.sample ${selector}`)].map((one) => one.textContent);
    // "cars" stands in a caption of an image of a dog and an apple
    expect(texts('.there')).toEqual(['dog', 'dog', 'apple']);
    expect(texts('.imagined')).toEqual(['cars']);
    expect(texts('dt')).toEqual(['Original text', 'V0', 'V1', 'Spatial specialist']);
    expect(texts('dd')[1]).toMatch(/\(cut off\)$/);
    expect(texts('dd')[2]).toBe('empty');
  });
});

describe('the files beside it', () => {
  test('hold the same figures; nothing half-written stays', async () => {
    const input = madeUpReport();
    const { folder, files } = await written(input);
    expect(files.map((file) => basename(file))).toContain('table-3-benchmarks.tex');
    const names = await readdir(folder, { recursive: true });
    expect(names.filter((name) => name.includes('.partial'))).toEqual([]);
    const csv = await readFile(join(folder, 'tables/table-3-benchmarks.csv'), 'utf8');
    const [header, first] = csv.split('\r\n').map((line) => line.split(','));
    const pope = input.scores.find(
      (one) => one.model === 'v0' && one.benchmark === 'pope' && one.metric === 'accuracy',
    );
    expect(header?.slice(0, 4)).toEqual(['model', 'pope', 'pope_low', 'pope_high']);
    expect(first?.slice(0, 4)).toEqual(['V0', pope?.value, pope?.low, pope?.high].map(String));
    const json = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
    expect(json.scores.length).toBe(input.scores.length);
    expect(json.comparisons.length).toBe(input.comparisons.length);
    expect(json.sampleImages[0]).not.toHaveProperty('dataUri');
  });

  test('figures stand alone: their colours are written out', async () => {
    const { folder } = await written(madeUpReport());
    for (const name of await readdir(join(folder, 'figures'))) {
      const svg = await readFile(join(folder, 'figures', name), 'utf8');
      expect(svg, name).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(svg, name).not.toContain('var(');
    }
  });

  test('writing again replaces the report', async () => {
    const { folder } = await written(madeUpReport());
    await writeReport({ ...madeUpReport(), name: 'Another' }, folder);
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('<h1>Another</h1>');
  });
});

describe('a run that lacks something', () => {
  test('nothing evaluated: says so and still shows what ran', async () => {
    const input = madeUpReport();
    const { document } = await written({
      ...input,
      scores: [],
      comparisons: [],
      captionStatistics: [],
      captionQuality: [],
      verdicts: [],
      losses: [],
      sampleImages: [],
      coverage: [],
      objectNames: null,
    });
    expect(document.querySelector('.lead')?.textContent).toContain(
      'No model of this experiment has been evaluated',
    );
    expect(document.getElementById('cost')).not.toBeNull();
    expect(document.getElementById('benchmarks')).toBeNull();
  });

  test('no controls: says what cannot be told without them', async () => {
    const { document } = await written(madeUpReport());
    expect(document.getElementById('controls')?.textContent).toContain(
      'cannot tell whether a gain comes from the captions',
    );
  });
});
