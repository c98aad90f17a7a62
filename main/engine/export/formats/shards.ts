/** Samples of img2dataset's form, spread over tar files of a bounded size. */
import type { Placed } from '../format.ts';
import type { OutputFolder } from '../output.ts';
import { TarShard } from './tar-shard.ts';

/** img2dataset's own number. */
const samplesPerShard = 10_000;
const bytesPerShard = 1e9;

export interface WrittenShard {
  readonly name: string;
  readonly samples: number;
  readonly bytes: number;
}

export class Shards {
  readonly written: WrittenShard[] = [];
  readonly #output: OutputFolder;
  readonly #folder: string;
  readonly #ended: (shard: WrittenShard) => Promise<void>;
  #shard: TarShard | null = null;
  #samples = 0;

  /** `folder` ends in a slash, or is empty. `ended` is told of each shard once it is closed. */
  constructor(
    output: OutputFolder,
    folder: string,
    ended: (shard: WrittenShard) => Promise<void> = async () => {},
  ) {
    this.#output = output;
    this.#folder = folder;
    this.#ended = ended;
  }

  /** The key that the next sample gets: the shard's number and its own, as img2dataset counts. */
  async nextKey(): Promise<string> {
    if (this.#shard && (this.#samples === samplesPerShard || this.#shard.size >= bytesPerShard))
      await this.#close();
    this.#shard ??= new TarShard(await this.#output.create(`${this.#folder}${this.#name()}`));
    return `${String(this.written.length).padStart(5, '0')}${String(this.#samples).padStart(4, '0')}`;
  }

  async add(key: string, members: Readonly<Record<string, string | Buffer>>): Promise<void> {
    await this.#shard?.add(key, members);
    this.#samples++;
  }

  /** The name of the shard that is being written. */
  get current(): string {
    return this.#name();
  }

  async end(): Promise<void> {
    if (this.#shard) await this.#close();
  }

  async #close(): Promise<void> {
    const shard = this.#shard as TarShard;
    await shard.close();
    const written = { name: this.#name(), samples: this.#samples, bytes: shard.size };
    this.written.push(written);
    this.#shard = null;
    this.#samples = 0;
    await this.#ended(written);
  }

  #name(): string {
    return `${String(this.written.length).padStart(5, '0')}.tar`;
  }
}

/** What img2dataset tells of a sample. `url` is the image's name where its address is not known. */
export interface SampleFacts {
  readonly url: string;
  readonly caption: string;
  readonly key: string;
  readonly status: 'success';
  readonly error_message: null;
  readonly width: number;
  readonly height: number;
  readonly original_width: number;
  readonly original_height: number;
  readonly exif: string;
  readonly sha256: string;
}

export function factsOf(key: string, caption: string, { record, name }: Placed): SampleFacts {
  const { width, height, sha256, address } = record.image;
  return {
    url: address ?? name,
    caption,
    key,
    status: 'success',
    error_message: null,
    width,
    height,
    original_width: width,
    original_height: height,
    exif: '{}',
    sha256,
  };
}

/** And after it what img2dataset has no name for. */
export const sampleJson = (facts: SampleFacts, { record }: Placed): string =>
  JSON.stringify({
    ...facts,
    original: record.original,
    captions: record.captions,
    conversations: record.turns.flatMap(({ user, assistant }) => [
      { from: 'human', value: user },
      { from: 'gpt', value: assistant },
    ]),
  });
