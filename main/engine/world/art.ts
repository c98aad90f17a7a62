import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { type Background, backgrounds, makeTexture } from './background.ts';
import { kinds } from './kinds.ts';
import { type Size, sizes } from './scene.ts';

/** Everything a scene is drawn from, rasterised once. */
export interface Art {
  /** raw RGBA by kind name and size, side x side x 4 bytes, not premultiplied */
  icons: ReadonlyMap<string, Readonly<Record<Size, Uint8Array>>>;
  /** raw RGB, textureSize x textureSize x 3 bytes */
  textures: ReadonlyMap<Background, Uint8Array>;
}

interface IconSet {
  icons: Record<string, { body: string }>;
}

const sourceSide = 128;

/** Rasterises the 64 Noto icons at the three sizes and paints the grounds; about half a second. */
export async function loadArt(): Promise<Art> {
  const path = createRequire(import.meta.url).resolve('@iconify-json/noto/icons.json');
  const set = JSON.parse(await readFile(path, 'utf8')) as IconSet;
  const icons = await Promise.all(
    kinds.map(async (kind) => [kind.name, await rasterise(set.icons[kind.icon].body)] as const),
  );
  return {
    icons: new Map(icons),
    textures: new Map(backgrounds.map((background) => [background, makeTexture(background)])),
  };
}

/** The drawing is first cut to its own ink, so that an object's box really is where the object is. */
async function rasterise(body: string): Promise<Record<Size, Uint8Array>> {
  const viewBox = inkSquare(await render(body, `0 0 ${sourceSide} ${sourceSide}`, sourceSide));
  const [small, medium, large] = await Promise.all([
    render(body, viewBox, sizes.small),
    render(body, viewBox, sizes.medium),
    render(body, viewBox, sizes.large),
  ]);
  return { small, medium, large };
}

async function render(body: string, viewBox: string, side: number): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${side}" height="${side}" viewBox="${viewBox}">${body}</svg>`;
  return await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
}

/** The smallest square, centred on the ink, that holds every pixel that is not nearly transparent. */
function inkSquare(pixels: Uint8Array): string {
  let [left, top, right, bottom] = [sourceSide, sourceSide, 0, 0];
  for (let y = 0; y < sourceSide; y++) {
    for (let x = 0; x < sourceSide; x++) {
      if (pixels[(y * sourceSide + x) * 4 + 3] < 32) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  const side = Math.max(right - left, bottom - top);
  return `${(left + right - side) / 2} ${(top + bottom - side) / 2} ${side} ${side}`;
}
