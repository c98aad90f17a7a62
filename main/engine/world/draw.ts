import sharp from 'sharp';
import type { Art } from './art.ts';
import { textureSize } from './background.ts';
import { glyphs, glyphWidth } from './font.ts';
import { type Scene, type SceneObject, type Sign, sceneSize, sizes } from './scene.ts';

export const sceneBytes = sceneSize * sceneSize * 3;

/** board, ink and frame colours; always dark ink on a light board */
const boards = [
  { board: [250, 250, 246], ink: [22, 22, 26], frame: [70, 70, 76] },
  { board: [252, 240, 178], ink: [40, 30, 88], frame: [112, 84, 30] },
  { board: [214, 240, 216], ink: [10, 62, 30], frame: [30, 92, 54] },
  { board: [252, 220, 220], ink: [120, 10, 22], frame: [136, 44, 50] },
] as const;

/** The pixels of a scene: raw RGB, 96 x 96 x 3 bytes, row by row. `into` saves an allocation when drawing many. */
export function drawScene(scene: Scene, art: Art, into = new Uint8Array(sceneBytes)): Uint8Array {
  drawGround(into, scene, art);
  for (const object of scene.objects) drawObject(into, object, art);
  if (scene.sign) drawSign(into, scene.sign);
  return into;
}

/** JPEG, quality 90 without colour subsampling: at 20 pixels an object's colour is most of what there is to see. */
export function encodeJpeg(pixels: Uint8Array): Promise<Buffer> {
  return sharp(pixels, { raw: { width: sceneSize, height: sceneSize, channels: 3 } })
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer();
}

function drawGround(pixels: Uint8Array, scene: Scene, art: Art): void {
  const texture = art.textures.get(scene.background) as Uint8Array;
  const { x, y, flip, tint } = scene.cutout;
  const [red, green, blue] = tint.map(tintTable);
  const step = flip ? -3 : 3;
  let to = 0;
  for (let row = 0; row < sceneSize; row++) {
    let from = ((y + row) * textureSize + x + (flip ? sceneSize - 1 : 0)) * 3;
    for (let column = 0; column < sceneSize; column++, from += step, to += 3) {
      pixels[to] = red[texture[from]];
      pixels[to + 1] = green[texture[from + 1]];
      pixels[to + 2] = blue[texture[from + 2]];
    }
  }
}

function drawObject(pixels: Uint8Array, object: SceneObject, art: Art): void {
  const icon = (art.icons.get(object.kind) as Record<string, Uint8Array>)[object.size];
  const side = sizes[object.size];
  const [red, green, blue] = object.tint.map(tintTable);
  const step = object.flip ? -4 : 4;
  for (let row = 0; row < side; row++) {
    let to = ((object.box[1] + row) * sceneSize + object.box[0]) * 3;
    let from = (row * side + (object.flip ? side - 1 : 0)) * 4;
    for (let column = 0; column < side; column++, to += 3, from += step) {
      const alpha = icon[from + 3];
      if (alpha === 0) continue;
      pixels[to] = blend(pixels[to], red[icon[from]], alpha);
      pixels[to + 1] = blend(pixels[to + 1], green[icon[from + 1]], alpha);
      pixels[to + 2] = blend(pixels[to + 2], blue[icon[from + 2]], alpha);
    }
  }
}

function blend(under: number, ink: number, alpha: number): number {
  return alpha === 255 ? ink : under + Math.round(((ink - under) * alpha) / 255);
}

function drawSign(pixels: Uint8Array, sign: Sign): void {
  const { board, ink, frame } = boards[sign.style];
  const [left, top, right, bottom] = sign.box;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const atEdge = y === top || y === bottom - 1 || x === left || x === right - 1;
      paint(pixels, x, y, atEdge ? frame : board);
    }
  }
  [...sign.word].forEach((letter, place) => {
    const start = left + 4 + place * (glyphWidth + 1);
    for (const [x, y] of glyphs.get(letter) ?? []) paint(pixels, start + x, top + 3 + y, ink);
  });
}

function paint(pixels: Uint8Array, x: number, y: number, colour: readonly [number, number, number]): void {
  const at = (y * sceneSize + x) * 3;
  pixels[at] = colour[0];
  pixels[at + 1] = colour[1];
  pixels[at + 2] = colour[2];
}

/** All 256 brightness values times one factor, so that tinting is a look-up per byte. */
function tintTable(factor: number): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256);
  for (let value = 0; value < 256; value++) table[value] = value * factor;
  return table;
}
