import { randomFrom } from './random.ts';

/** Grounds a thing can stand "on"; each is one word that no kind, category or sign uses. */
export const backgrounds = ['grass', 'sand', 'water', 'snow', 'brick', 'wood', 'stone', 'carpet'] as const;
export type Background = (typeof backgrounds)[number];

/** A texture is larger than a scene, so that each scene shows its own cut-out of it. */
export const textureSize = 192;

type Shade = (x: number, y: number, noise: Noise) => [number, number, number];
/** smooth value noise in [-1, 1]; `scaleX` and `scaleY` are pixels per lattice step */
type Noise = (x: number, y: number, scaleX: number, scaleY?: number) => number;

const shades: Record<Background, Shade> = {
  grass: (x, y, noise) => lift([112, 172, 92], 14 * noise(x, y, 22) + 22 * noise(x, y, 1.5, 5)),
  sand: (x, y, noise) => {
    const ripple = Math.sin(y / 2.6 + 2.5 * noise(x, y, 26));
    return lift([226, 204, 158], 8 * ripple + 7 * noise(x, y, 1.2));
  },
  water: (x, y, noise) => {
    const wave = Math.sin(y / 3.4 + 3 * noise(x, y, 14) + 1.5 * noise(x, y, 40));
    return lift([88, 158, 208], wave > 0.55 ? 34 : 12 * noise(x, y, 20, 8));
  },
  snow: (x, y, noise) => lift([233, 239, 246], 10 * noise(x, y, 18) + (noise(x, y, 2) > 0.72 ? -22 : 0)),
  brick: (x, y, noise) => {
    const row = Math.floor(y / 8);
    const along = x + (row % 2) * 8;
    if (y % 8 === 7 || along % 16 === 15) return lift([206, 192, 180], 8 * noise(x, y, 2));
    return lift([176, 94, 76], 16 * noise(Math.floor(along / 16) * 9, row * 9, 1) + 8 * noise(x, y, 1.5));
  },
  wood: (x, y, noise) => {
    const plank = Math.floor(y / 16);
    if (y % 16 === 15) return [104, 72, 44];
    return lift([172, 128, 84], 14 * noise(plank * 9, 3, 1) + 16 * noise(x + plank * 71, y, 26, 1.6));
  },
  stone: (x, y, noise) => {
    const vein = Math.abs(noise(x, y, 11) + 0.5 * noise(x, y, 5));
    return lift([150, 152, 156], vein < 0.07 ? -46 : 14 * noise(x, y, 16) + 9 * noise(x, y, 1.4));
  },
  carpet: (x, y, noise) => {
    const diamond = (Math.abs((x % 24) - 12) + Math.abs((y % 24) - 12)) % 12;
    return lift(diamond < 2 ? [168, 138, 190] : [112, 78, 142], 9 * noise(x, y, 1.2));
  },
};

/** One ground as raw RGB, `textureSize` squared. Always the same pixels: scenes vary by cut-out, flip and tint. */
export function makeTexture(background: Background): Uint8Array {
  const noise = makeNoise(`background/${background}`);
  const pixels = new Uint8Array(textureSize * textureSize * 3);
  for (let y = 0, at = 0; y < textureSize; y++) {
    for (let x = 0; x < textureSize; x++, at += 3) pixels.set(shades[background](x, y, noise), at);
  }
  return pixels;
}

function lift(colour: [number, number, number], by: number): [number, number, number] {
  const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value + by)));
  return [clamp(colour[0]), clamp(colour[1]), clamp(colour[2])];
}

function makeNoise(name: string): Noise {
  const random = randomFrom(name);
  const side = 256;
  const lattice = Float32Array.from({ length: side * side }, () => random.between(-1, 1));
  const at = (x: number, y: number) => lattice[(y & (side - 1)) * side + (x & (side - 1))];
  const ease = (t: number) => t * t * (3 - 2 * t);
  return (x, y, scaleX, scaleY = scaleX) => {
    const u = x / scaleX;
    const v = y / scaleY;
    const left = Math.floor(u);
    const top = Math.floor(v);
    const across = ease(u - left);
    const upper = at(left, top) + (at(left + 1, top) - at(left, top)) * across;
    const lower = at(left, top + 1) + (at(left + 1, top + 1) - at(left, top + 1)) * across;
    return upper + (lower - upper) * ease(v - top);
  };
}
