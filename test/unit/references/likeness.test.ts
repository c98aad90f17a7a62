/** The comparison by which views are held against their references can fail: shown on the references themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { isAlike, likeness } from '../../e2e/references/likeness.ts';
import { fileOf, folder, themes } from '../../e2e/references/pictures.ts';

const views = [...new Set(readdirSync(folder).map((name) => name.replace(/-(light|dark)\.webp$/, '')))];

/** As many pixels of the picture's most common colour: a page on which nothing came to stand. */
async function blankOf(file: string): Promise<Buffer> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 3) {
    const colour = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const [colour = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  const background = { r: colour >> 16, g: (colour >> 8) & 255, b: colour & 255 };
  return sharp({ create: { width: info.width, height: info.height, channels: 3, background } })
    .png()
    .toBuffer();
}

describe.each(themes)('%s', (theme) => {
  const other = theme === 'light' ? 'dark' : 'light';

  test.each(views)(
    '%s is like itself, larger too, and neither like a blank page nor the other theme',
    async (view) => {
      const file = fileOf(view, theme);
      expect(await likeness(file, file)).toEqual({ light: 0, ink: 0 });
      const larger = await sharp(file).resize(1280).png().toBuffer();
      expect(isAlike(await likeness(larger, file))).toBe(true);
      expect(isAlike(await likeness(await blankOf(file), file))).toBe(false);
      expect(isAlike(await likeness(fileOf(view, other), file))).toBe(false);
    },
  );

  test('no view is like another', async () => {
    const alike: string[] = [];
    for (const [at, view] of views.entries())
      for (const another of views.slice(at + 1))
        if (isAlike(await likeness(fileOf(view, theme), fileOf(another, theme))))
          alike.push(`${view} and ${another}`);
    expect(alike).toEqual([]);
  });

  test('half a page is not the page', async () => {
    for (const view of views) {
      const file = fileOf(view, theme);
      const { width = 0, height = 0 } = await sharp(file).metadata();
      const half = await sharp(await blankOf(file))
        .composite([
          {
            input: await sharp(file)
              .extract({ left: 0, top: 0, width: width >> 1, height })
              .png()
              .toBuffer(),
            left: 0,
            top: 0,
          },
        ])
        .png()
        .toBuffer();
      expect(isAlike(await likeness(half, file)), view).toBe(false);
    }
  });
});

test('all of them are smaller than one megabyte', () => {
  const bytes = readdirSync(folder).reduce((sum, name) => sum + readFileSync(join(folder, name)).length, 0);
  expect(bytes).toBeLessThan(1_000_000);
});
