/** A Parquet file that is written group by group of rows: the library writes into memory, and each group goes on to the file. */
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer';
import type { OutputFile } from '../output.ts';

export class ParquetTable {
  readonly #file: OutputFile;
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;

  constructor(file: OutputFile, schema: SchemaElement[], kvMetadata: { key: string; value: string }[] = []) {
    this.#file = file;
    this.#writer = new ParquetWriter({ writer: this.#bytes, schema, kvMetadata, createdBy: 'squared' });
  }

  get size(): number {
    return this.#file.size;
  }

  async write(columnData: ColumnSource[]): Promise<void> {
    const rowGroupSize = columnData[0]?.data.length ?? 0;
    if (rowGroupSize === 0) return;
    await this.#writer.write({ columnData, rowGroupSize });
    await this.#drain();
  }

  async close(): Promise<void> {
    await this.#writer.finish();
    await this.#drain();
    await this.#file.close();
  }

  async #drain(): Promise<void> {
    await this.#file.write(this.#bytes.getBytes().slice());
    this.#bytes.index = 0;
  }
}
