/** A JSON list that is written record by record. */
import type { OutputFile } from './output.ts';

export class JsonList {
  readonly #file: OutputFile;
  #count = 0;

  constructor(file: OutputFile) {
    this.#file = file;
  }

  async add(record: unknown): Promise<void> {
    await this.#file.write(`${this.#count === 0 ? '[\n' : ',\n'}${JSON.stringify(record)}`);
    this.#count++;
  }

  async close(): Promise<void> {
    await this.#file.write(this.#count === 0 ? '[]\n' : '\n]\n');
    await this.#file.close();
  }
}
