/** Where the reference pictures lie, and how one is made small enough to be kept. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { projectRoot } from '../../../main/engine/setup/places.ts';

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const folder = join(projectRoot, 'test', 'e2e', 'references', 'pictures');
export const fileOf = (view: string, theme: Theme): string => join(folder, `${view}-${theme}.webp`);

const width = 640;
/** Bytes: all of them together are to weigh less than one photograph. */
export const mostBytes = 30_000;

export const reference = (view: string, theme: Theme): Buffer | null => {
  const file = fileOf(view, theme);
  return existsSync(file) ? readFileSync(file) : null;
};

export async function keep(view: string, theme: Theme, screenshot: Buffer): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const quality of [70, 50, 30, 15]) {
    const small = await sharp(screenshot).resize(width).webp({ quality, effort: 6 }).toBuffer();
    if (small.length > mostBytes && quality > 15) continue;
    writeFileSync(fileOf(view, theme), small);
    return;
  }
}
