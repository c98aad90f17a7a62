/** What captions claim to read, held against the OCR model itself, in its own process, on drawn signs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { checkQuotes } from '../../../../main/engine/steps/check-quotes.ts';
import { measureCaptions } from '../../../../main/engine/steps/measure-captions.ts';
import {
  imageTextsOf,
  insertCaptions,
  insertImages,
  insertSets,
  metricColumns,
  openForWriting,
} from '../../../../main/engine/store/index.ts';
import { startTextReader } from '../../../../main/engine/workers/text-reader.ts';
import { writeWorld } from '../../../../main/engine/world/write.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { caption, origin } from '../store/made-up.ts';

const nothing = { more: 0, sft: 0, sftVal: 0, spatial: 0, grounding: 0, ocr: 0, bench: 0 };

interface Sign {
  readonly file: string;
  readonly sign: string | null;
}

async function signs(count: number): Promise<Sign[]> {
  const folder = temporaryFolder('signs');
  await writeWorld(folder, { seed: 1, sizes: { ...nothing, pretrain: count } });
  return readFileSync(join(folder, 'truth', 'pretrain.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { image: string; sign: string | null })
    .map(({ image, sign }) => ({ file: join(folder, 'pretrain', image), sign }));
}

test('reads drawn signs of a dozen pixels, sees none where there is none, and refuses what is no picture', async () => {
  const reader = await startTextReader(() => {});
  try {
    const drawn = await signs(24);
    let right = 0;
    let imagined = 0;
    for (const { file, sign } of drawn) {
      const read = await reader.ask({ file });
      const texts = 'texts' in read ? read.texts.map((text) => text.toLowerCase()) : [];
      if (sign && texts.includes(sign)) right++;
      if (!sign && texts.length > 0) imagined++;
    }
    const withSign = drawn.filter(({ sign }) => sign).length;
    expect(right / withSign).toBeGreaterThan(0.6);
    expect(imagined / (drawn.length - withSign)).toBeLessThan(0.3);
    const broken = join(temporaryFolder('signs'), 'broken.jpg');
    writeFileSync(broken, 'no picture');
    expect(await reader.ask({ file: broken })).toEqual({
      refused: 'its content is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image',
    });
    expect(await reader.ask({ file: '/nowhere.jpg' })).toEqual({ refused: 'it cannot be opened (ENOENT)' });
  } finally {
    await reader.stop();
  }
});

test('a process that is gone says so, instead of waiting for ever', async () => {
  const reader = await startTextReader(() => {});
  await reader.stop();
  await expect(reader.ask({ file: '/nowhere.jpg' })).rejects.toThrow('The OCR model');
});

test('each image is read once for all captions; a text that is not in the picture is not found', async () => {
  const drawn = (await signs(12)).filter(({ sign }) => sign);
  const db = openForWriting(join(temporaryFolder('quotes'), 'squared.sqlite'));
  onTestFinished(() => void db.close());
  insertSets(db, [{ name: 'pretrain', role: 'pretrain' }]);
  insertImages(
    db,
    drawn.map(({ file }, row) => ({
      set: 'pretrain',
      name: `${row}.jpg`,
      file,
      sha256: 'x',
      width: 96,
      height: 96,
      row,
      truth: null,
      turns: [],
    })),
  );
  const write = (model: string, said: (sign: string) => string) =>
    insertCaptions(
      db,
      origin(model),
      drawn.map(({ sign }, i) => caption(i + 1, said(sign as string))),
    );
  write('v0', (sign) => `a sign says ${sign} on grass`);
  write('v1', () => 'a sign says “quetzalcoatl” on grass');
  write('v2', () => 'no sign');
  const plan = planOf('smoke');
  const figure = async (model: string) =>
    (await measureCaptions({ plan, db }, 1, model))?.figures.find(({ metric }) => metric === 'quotes-read');
  const first = await figure('v0');
  expect(first?.n).toBe(drawn.length);
  expect(first?.value).toBeGreaterThan(0.5);
  expect(imageTextsOf(db, 1)).toMatchObject({ texts: expect.any(Array) });
  expect(await figure('v1')).toMatchObject({ value: 0, n: drawn.length });
  expect(await figure('v2')).toBeUndefined();
  // Read before: the file is not opened again.
  db.prepare('UPDATE image_texts SET texts = \'["QUETZALCOATL bar"]\'').run();
  await checkQuotes({ db }, { seed: 1, source: 'v1', prompts: null });
  expect(metricColumns(db, { seed: 1, source: 'v1', prompts: null }, ['quotesRead'])[0]).toEqual(
    new Float64Array(drawn.length).fill(1),
  );
});
