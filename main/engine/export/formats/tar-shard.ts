/** One shard of a WebDataset: files whose names share a key up to the first dot are one sample. */
import { type Pack, pack } from 'tar-stream';
import type { OutputFile } from '../output.ts';

/** The same content gives the same archive, whenever it is written. */
const noTime = new Date(0);

export class TarShard {
  readonly #file: OutputFile;
  readonly #pack: Pack = pack();
  #chunks: Uint8Array[] = [];

  constructor(file: OutputFile) {
    this.#file = file;
    this.#pack.on('data', (chunk) => this.#chunks.push(chunk as Uint8Array));
  }

  get size(): number {
    return this.#file.size;
  }

  async add(key: string, members: Readonly<Record<string, string | Buffer>>): Promise<void> {
    for (const [ending, content] of Object.entries(members)) {
      await new Promise<void>((resolve, reject) => {
        this.#pack.entry({ name: `${key}.${ending}`, mtime: noTime, mode: 0o644 }, content, (error) =>
          error ? reject(error) : resolve(),
        );
      });
    }
    await this.#drain();
  }

  async close(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.#pack.once('end', () => resolve()));
    this.#pack.finalize();
    await ended;
    await this.#drain();
    await this.#file.close();
  }

  async #drain(): Promise<void> {
    const chunks = this.#chunks;
    this.#chunks = [];
    for (const chunk of chunks) await this.#file.write(chunk);
  }
}
