/** Parquet as Hugging Face's `datasets` has it: the picture as a struct of bytes and path, its features named in the file's metadata. */
import type { Format, Placed } from '../format.ts';
import type { OutputFile } from '../output.ts';
import { columnsOf, features, schema } from './parquet-schema.ts';
import { ParquetTable } from './parquet-table.ts';

/** Readers hold a group of rows at a time; with pictures in them, a group is ended by its size. */
const rowsPerGroup = 1000;
const bytesPerGroup = 32e6;
const bytesPerFile = 500e6;

export const parquet: Format = {
  title: 'Parquet (Hugging Face datasets)',
  pictures: 'own',
  mayReference: true,
  use: () => `\`data/train-*.parquet\` has the columns \`image\`, \`name\`, \`caption\` (the first text), \`original\` (what the image came
with), \`captions\` (every text with its writer and prompt), \`conversations\`, \`width\`, \`height\` and \`sha256\`:

\`\`\`python
from datasets import load_dataset
dataset = load_dataset("/path/to/this/folder", split="train")
\`\`\``,
  limits: [],
  head: {
    configs: [{ config_name: 'default', data_files: [{ split: 'train', path: 'data/train-*.parquet' }] }],
  },
  async open({ output }) {
    let table: Table | null = null;
    let files = 0;
    return {
      async add(placed) {
        table ??= new Table(await output.create(`data/train-${String(files++).padStart(5, '0')}.parquet`));
        await table.add(placed);
        if (table.size >= bytesPerFile) {
          await table.close();
          table = null;
        }
        return null;
      },
      async end() {
        await table?.close();
        return [];
      },
    };
  },
};

/** Gathers rows until they make a group. */
class Table {
  readonly #table: ParquetTable;
  #rows: Placed[] = [];
  #rowBytes = 0;

  constructor(file: OutputFile) {
    const value = JSON.stringify({ info: { features } });
    this.#table = new ParquetTable(file, schema, [{ key: 'huggingface', value }]);
  }

  get size(): number {
    return this.#table.size;
  }

  async add(placed: Placed): Promise<void> {
    this.#rows.push(placed);
    this.#rowBytes += placed.bytes?.length ?? 0;
    if (this.#rows.length === rowsPerGroup || this.#rowBytes >= bytesPerGroup) await this.#writeGroup();
  }

  async close(): Promise<void> {
    await this.#writeGroup();
    await this.#table.close();
  }

  async #writeGroup(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    this.#rowBytes = 0;
    await this.#table.write(columnsOf(rows));
  }
}
