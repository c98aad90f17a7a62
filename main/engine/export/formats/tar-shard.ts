/**
 * One shard of a WebDataset: files whose names share a key up to the first dot are one sample. The archive is written straight from the samples'
 * bytes: a stream that packs it in pieces takes longer than all that it packs.
 */
import type { OutputFile } from '../output.ts';
import { endOfTar, paddingOf, tarHeader } from './tar-header.ts';

export class TarShard {
  readonly #file: OutputFile;

  constructor(file: OutputFile) {
    this.#file = file;
  }

  get size(): number {
    return this.#file.size;
  }

  async add(key: string, members: Readonly<Record<string, string | Buffer>>): Promise<void> {
    for (const [ending, content] of Object.entries(members)) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      await this.#file.write(tarHeader(`${key}.${ending}`, bytes.length));
      await this.#file.write(bytes);
      const padding = paddingOf(bytes.length);
      if (padding.length > 0) await this.#file.write(padding);
    }
  }

  async close(): Promise<void> {
    await this.#file.write(endOfTar);
    await this.#file.close();
  }
}
