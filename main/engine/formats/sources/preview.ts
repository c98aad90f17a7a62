/** A look at a source before anything is written: what it is, how its fields are read, ten samples, and what would be taken and left. */
import { hash } from 'node:crypto';
import type {
  DataPreview,
  FormatName,
  Found,
  Mapping,
  PreviewSample,
  SourceFilters,
  SourceRole,
} from '../../../../shared/data.ts';
import { mostPixels, mostSeconds, openBytes, openPicture } from '../open-picture.ts';
import { PixelBudget } from '../pixel-budget.ts';
import { decodePicture } from '../pixels.ts';
import { SeenPictures } from './duplicates.ts';
import { againstSample, againstSize, mayBeSilent } from './filters.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { inspect, readSamples } from './read-samples.ts';
import type { Sample } from './reader.ts';
import type { Detected } from './readers.ts';
import { openSource } from './source-folder.ts';

export interface Look {
  readonly folder: string;
  /** Names in it that are not looked at. */
  readonly without?: readonly string[] | undefined;
  readonly role: SourceRole;
  readonly format?: FormatName | undefined;
  readonly mapping?: Partial<Mapping> | undefined;
  readonly filters?: SourceFilters | undefined;
  /** After so long the counts are those of what was read until then. */
  readonly seconds: number;
}

const samplesShown = 10;
const thumbnailSize = 160;
/** Of a sample's turns and texts so much is shown. */
const turnsShown = 6;
const charactersShown = 2000;

export async function preview(look: Look): Promise<DataPreview> {
  const opened = await inspect(await openSource(look.folder, look.without), look);
  const languageOf = look.filters?.languages ? (await import('./language.ts')).languageOf : () => null;
  const until = performance.now() + look.seconds * 1000;
  const samples: PreviewSample[] = [];
  const left = new Map<string, number>();
  const seen = nothingSeen();
  const counts = { records: 0, taken: 0, withoutPicture: 0, complete: true };
  for await (const item of readSamples(opened)) {
    if (performance.now() > until) {
      counts.complete = false;
      break;
    }
    counts.records++;
    const verdict = 'refused' in item ? { left: item.refused } : await judged(item, look, languageOf, seen);
    if (verdict.left !== null) left.set(verdict.left, (left.get(verdict.left) ?? 0) + 1);
    else if ('refused' in item || item.picture !== null) counts.taken++;
    else counts.withoutPicture++;
    if (!('refused' in item) && samples.length < samplesShown) samples.push(await shown(item, verdict.left));
  }
  return {
    folder: opened.source.folder,
    found: inWords(opened),
    others: opened.others.map(inWords),
    fields: opened.fields,
    mapping: opened.mapping,
    samples,
    counts: {
      ...counts,
      left: [...left].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
    },
  };
}

const inWords = ({ reader, detection }: Detected): Found => ({
  format: reader.format,
  title: reader.title,
  confidence: detection.confidence,
  evidence: detection.evidence,
});

/** What a look has come past: names of images, and where the filters ask for duplicates their pictures. */
export interface Seen {
  readonly names: Set<string>;
  readonly pictures: SeenPictures;
}

export const nothingSeen = (): Seen => ({ names: new Set(), pictures: new SeenPictures() });

/** As the import judges, but that pictures are opened and not decoded where no filter looks at likeness. */
export async function judged(
  sample: Sample,
  { role, filters = {} }: Pick<Look, 'role' | 'filters'>,
  languageOf: (text: string) => string | null,
  seen: Seen,
): Promise<{ left: string | null }> {
  const { name, picture, turns } = sample;
  if (turns.length === 0 && !mayBeSilent(role)) return { left: 'nothing is said about it' };
  const against = againstSample(sample, filters, languageOf);
  if (against) return { left: `filter: ${against}` };
  if (picture === null || picture === 'earlier' || seen.names.has(name)) return { left: null };
  if (filters.duplicates === 'perceptual') return decoded(name, picture, filters, seen);
  const opened = 'bytes' in picture ? await openBytes(picture.bytes) : await openPicture(picture.file);
  if ('refused' in opened) return { left: opened.refused };
  const { width, height } = opened.metadata.autoOrient;
  const size = againstSize(width, height, filters);
  if (size) return { left: `filter: ${size}` };
  if (filters.duplicates) {
    const sha256 = hash('sha256', opened.bytes, 'hex');
    if (seen.pictures.hasExact(sha256)) return { left: 'filter: an earlier image has the same bytes' };
    seen.pictures.add(sha256, nothingAlike);
  }
  seen.names.add(name);
  return { left: null };
}

/** A hash that is like no other. */
const nothingAlike = '0'.repeat(16);
/** Pixels a side that hashes are made of, pico's: of a larger model's they differ in a bit at most now and then. */
const hashedSize = 96;

async function decoded(
  name: string,
  picture: { readonly file: string } | { readonly bytes: Uint8Array },
  filters: SourceFilters,
  { names, pictures }: Seen,
): Promise<{ left: string | null }> {
  const accepts = (width: number, height: number) => againstSize(width, height, filters);
  const found = await decodePicture(picture, { size: hashedSize, accepts }, new PixelBudget(mostPixels));
  if (!found.ok) return { left: found.unwanted ? `filter: ${found.reason}` : found.reason };
  const likeness = perceptualHash(found.pixels, hashedSize);
  if (pictures.hasExact(found.sha256)) return { left: 'filter: an earlier image has the same bytes' };
  if (pictures.hasLike(likeness)) return { left: 'filter: an earlier image looks the same' };
  pictures.add(found.sha256, likeness);
  names.add(name);
  return { left: null };
}

async function shown(sample: Sample, left: string | null): Promise<PreviewSample> {
  const { file, position, name, turns, scores } = sample;
  const short = (text: string): string => text.slice(0, charactersShown);
  return {
    file,
    position,
    name,
    ...(await pictureShown(sample)),
    turns: turns
      .slice(0, turnsShown)
      .map(({ user, assistant }) => ({ user: short(user), assistant: short(assistant) })),
    scores: { ...scores },
    left,
  };
}

/** What is shown of a picture before it is imported. */
export async function pictureShown({
  picture,
}: Pick<Sample, 'picture'>): Promise<Pick<PreviewSample, 'width' | 'height' | 'thumbnail'>> {
  const none = { width: null, height: null, thumbnail: null };
  if (picture === null || picture === 'earlier') return none;
  const opened = 'bytes' in picture ? await openBytes(picture.bytes) : await openPicture(picture.file);
  if ('refused' in opened) return none;
  const { width, height } = opened.metadata.autoOrient;
  try {
    const small = await opened.image
      .timeout({ seconds: mostSeconds })
      .flatten({ background: '#ffffff' })
      .resize(thumbnailSize, thumbnailSize, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality: 70 })
      .toBuffer();
    return { width, height, thumbnail: `data:image/jpeg;base64,${small.toString('base64')}` };
  } catch {
    // Its header is whole and the rest is not: the import tells why.
    return { width, height, thumbnail: null };
  }
}
