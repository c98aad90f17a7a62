/** Takes one source in: pictures are decoded several at a time, everything else happens in the source's order and is committed in batches. */
import type { SourceFilters } from '../../../../shared/data.ts';
import { type Annotations, fits, otherShape } from '../../formats/built-set.ts';
import type { PixelBudget } from '../../formats/pixel-budget.ts';
import { decodePicture, type Pixels } from '../../formats/pixels.ts';
import type { SeenPictures } from '../../formats/sources/duplicates.ts';
import { againstSample, againstSize, mayBeSilent } from '../../formats/sources/filters.ts';
import { perceptualHash } from '../../formats/sources/perceptual-hash.ts';
import { copyPicture, storePicture } from '../../formats/sources/picture-store.ts';
import type { InnerPicture, RefusedItem, Sample, SampleItem } from '../../formats/sources/reader.ts';
import type { Places } from '../../places.ts';
import {
  commitBatch,
  type Db,
  hasImage,
  imageNamed,
  type PackedPart,
  type SourceBatch,
} from '../../store/index.ts';
import type { ImageFiles } from '../image-files.ts';
import type { PlacedSource } from './source-sets.ts';

export interface IntakeOf {
  readonly db: Db;
  readonly places: Places;
  readonly files: ImageFiles;
  /** Pixels a side that every picture is brought to. */
  readonly imageSize: number;
  readonly budget: PixelBudget;
  readonly placed: PlacedSource;
  /** Of its set; null where duplicates are kept. */
  readonly seen: SeenPictures | null;
  readonly languageOf: (text: string) => string | null;
  /** The next image's row. */
  readonly row: number;
  /** Items that were taken in before. */
  readonly items: number;
  readonly filtered: Readonly<Record<string, number>>;
  /** By an image's name in its source, where conversations were built from annotations. */
  readonly annotated: ReadonlyMap<string, Annotations> | null;
}

export type Worked =
  | { readonly kind: 'refused'; readonly item: RefusedItem }
  | { readonly kind: 'unwanted'; readonly name: string | null; readonly reason: string }
  | { readonly kind: 'loose'; readonly sample: Sample }
  | { readonly kind: 'further'; readonly sample: Sample }
  | { readonly kind: 'broken'; readonly sample: Sample; readonly reason: string }
  | { readonly kind: 'decoded'; readonly sample: Sample; readonly decoded: Pixels; readonly hash: string };

type NewImage = SourceBatch['images'][number] & { turns: Sample['turns'][number][] };

/** A commit waits for the disk: it comes after so many images, or ten times as many items without one. */
const batchSize = 1000;
const mostItems = 10 * batchSize;
const mostTurns = 1000;
/** A source of a hundred million broken records must not fill the disk with complaints. */
const mostRefused = 100_000;

export class Intake {
  row: number;
  items: number;
  readonly #of: IntakeOf;
  readonly #filters: SourceFilters;
  /** Names of images that are being decoded or wait to be committed. */
  readonly #claimed = new Set<string>();
  readonly #filtered: Record<string, number>;
  #images = new Map<string, NewImage>();
  /** By row. */
  #thumbnails = new Map<number, PackedPart>();
  #further = new Map<number, Sample['turns'][number][]>();
  #loose: SourceBatch['loose'][number][] = [];
  #refused: SourceBatch['refused'][number][] = [];
  #waiting = 0;
  #refusals = 0;

  constructor(of: IntakeOf) {
    this.#of = of;
    this.#filters = of.placed.source.filters ?? {};
    this.row = of.row;
    this.items = of.items;
    this.#filtered = { ...of.filtered };
  }

  /** Called in the source's order; what it awaits may end in any. */
  async work(item: SampleItem): Promise<Worked> {
    if ('refused' in item) return { kind: 'refused', item };
    const { placed, budget, db, imageSize, languageOf } = this.#of;
    const { name, picture, turns, file, position } = item;
    if (turns.length === 0 && !mayBeSilent(placed.source.role))
      return { kind: 'refused', item: { file, position, refused: 'nothing is said about it' } };
    const against = againstSample(item, this.#filters, languageOf);
    if (against) return { kind: 'unwanted', name: null, reason: against };
    if (picture === null) return { kind: 'loose', sample: item };
    const own = placed.prefix + name;
    if (picture === 'earlier' || this.#claimed.has(own) || hasImage(db, placed.set, own))
      return { kind: 'further', sample: item };
    this.#claimed.add(own);
    const accepts = (width: number, height: number) => againstSize(width, height, this.#filters);
    const decoded = await decodePicture(picture, { size: imageSize, accepts, withThumbnail: true }, budget);
    if (decoded.ok && !fits(this.#of.annotated?.get(name), decoded))
      return { kind: 'broken', sample: item, reason: otherShape };
    if (decoded.ok) {
      const hash = perceptualHash(decoded.pixels, imageSize);
      return { kind: 'decoded', sample: item, decoded, hash };
    }
    const { reason, unwanted } = decoded;
    return unwanted ? { kind: 'unwanted', name: own, reason } : { kind: 'broken', sample: item, reason };
  }

  /** In the source's order. */
  async take(worked: Worked): Promise<void> {
    this.items++;
    if (worked.kind === 'refused') this.#refuse(worked.item);
    else if (worked.kind === 'unwanted') this.#leave(worked.name, worked.reason);
    else if (worked.kind === 'loose') this.#loose.push(worked.sample);
    else if (worked.kind === 'further') this.#add(worked.sample);
    else if (worked.kind === 'broken') {
      const { file, position } = worked.sample;
      this.#claimed.delete(this.#of.placed.prefix + worked.sample.name);
      this.#refuse({ file, position, refused: worked.reason });
    } else await this.#keep(worked);
    if ('sample' in worked && worked.kind !== 'broken' && worked.sample.remark) {
      const { file, position, remark } = worked.sample;
      this.#refuse({ file, position, refused: remark });
    }
    this.#waiting++;
    if (this.#images.size >= batchSize || this.#waiting >= mostItems) await this.commit(false);
  }

  async commit(done: boolean): Promise<void> {
    const { db, files, placed } = this.#of;
    // Files first: a row of the database stands for pixels that are there.
    if (this.#images.size > 0) await files.flush();
    if (done && this.#refusals > mostRefused) {
      const position = `${this.#refusals - mostRefused} more items`;
      const reason = 'they were refused too and are not listed one by one';
      this.#refused.push({ set: placed.set, file: placed.source.path, position, reason });
    }
    commitBatch(db, {
      source: placed.ordinal,
      items: this.items,
      done,
      images: [...this.#images.values()],
      thumbnails: this.#thumbnails,
      further: this.#further,
      loose: this.#loose,
      refused: this.#refused,
      filtered: this.#filtered,
    });
    for (const name of this.#images.keys()) this.#claimed.delete(name);
    this.#images = new Map();
    this.#thumbnails = new Map();
    this.#further = new Map();
    this.#loose = [];
    this.#refused = [];
    this.#waiting = 0;
  }

  async #keep({ sample, decoded, hash }: Extract<Worked, { kind: 'decoded' }>): Promise<void> {
    const { placed, files, seen } = this.#of;
    const name = placed.prefix + sample.name;
    const repeats = this.#repeats(decoded.sha256, hash);
    if (repeats) {
      this.#leave(name, repeats);
      return;
    }
    seen?.add(decoded.sha256, hash);
    const file = await this.#place(sample.picture as InnerPicture | { file: string }, decoded.sha256);
    const thumbnail = await files.put(this.row, decoded);
    if (thumbnail) this.#thumbnails.set(this.row, thumbnail);
    const { position, address, sha256, scores } = sample;
    this.#images.set(name, {
      set: placed.set,
      name,
      file,
      sha256: decoded.sha256,
      width: decoded.width,
      height: decoded.height,
      row: this.row++,
      truth: null,
      turns: [...sample.turns],
      origin: { position, perceptualHash: hash, address, sha256, scores },
    });
  }

  /** Where the image lies from now on. */
  async #place(picture: InnerPicture | { file: string }, sha256: string): Promise<string> {
    const { places, placed } = this.#of;
    if ('bytes' in picture) return storePicture(places.images, sha256, picture.bytes);
    return placed.source.copy ? copyPicture(places.images, sha256, picture.file) : picture.file;
  }

  #repeats(sha256: string, hash: string): string | null {
    const { seen } = this.#of;
    if (seen?.hasExact(sha256)) return 'an earlier image has the same bytes';
    const isAlike = this.#filters.duplicates === 'perceptual' && seen?.hasLike(hash);
    return isAlike ? 'an earlier image looks the same' : null;
  }

  /** A further record about an image: its turns come behind those that are there. */
  #add({ name, turns, file, position }: Sample): void {
    const { placed, db } = this.#of;
    const own = placed.prefix + name;
    const waiting = this.#images.get(own);
    const stored = waiting ? null : imageNamed(db, placed.set, own);
    const further = stored ? (this.#further.get(stored.id) ?? []) : [];
    const known = waiting?.turns ?? [...(stored?.turns ?? []), ...further];
    const fresh = turns.filter(
      ({ user, assistant }) => !known.some((turn) => turn.user === user && turn.assistant === assistant),
    );
    const refused =
      !waiting && !stored
        ? 'its image is missing or was refused'
        : fresh.length === 0
          ? 'it repeats an earlier record'
          : known.length + fresh.length > mostTurns
            ? 'more than 1,000 turns are about its image'
            : null;
    if (refused) this.#refuse({ file, position, refused });
    else if (waiting) waiting.turns.push(...fresh);
    else if (stored) this.#further.set(stored.id, [...further, ...fresh]);
  }

  #leave(name: string | null, reason: string): void {
    if (name !== null) this.#claimed.delete(name);
    this.#filtered[reason] = (this.#filtered[reason] ?? 0) + 1;
  }

  #refuse({ file, position, refused }: RefusedItem): void {
    this.#refusals++;
    if (this.#refusals <= mostRefused)
      this.#refused.push({ set: this.#of.placed.set, file, position, reason: refused });
  }
}
