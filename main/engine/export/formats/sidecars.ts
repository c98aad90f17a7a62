/** VILA's recaption sidecars: for each writer a JSON object beside each shard, written while the shard's samples go by. */
import type { OutputFile, OutputFolder } from '../output.ts';
import type { ExportRecord } from '../records.ts';

export interface SampleOfShard {
  /** The shard's path below the data's folder. */
  readonly shard: string;
  /** Before the writers' folders; ends in a slash. */
  readonly folder?: string;
  /** What loaders call the sample. */
  readonly keys: readonly string[];
  readonly url: string | null;
}

/** coyo_qa.py chooses its question by a word in the folder's name: spatial, ocr or this one. */
export const sidecarFolder = (by: string): string => (by === 'grounding' ? 'bbox_interleaved-grounding' : by);

export class Sidecars {
  readonly #output: OutputFolder;
  readonly #writers: readonly string[];
  #shard: string | null = null;
  #files: { by: string; file: OutputFile; count: number }[] = [];

  constructor(output: OutputFolder, writers: readonly string[]) {
    this.#output = output;
    this.#writers = writers;
  }

  /** Samples of one shard come one after the other. */
  async add({ shard, folder = '', keys, url }: SampleOfShard, { captions }: ExportRecord): Promise<void> {
    if (this.#shard !== folder + shard) {
      await this.end();
      await this.#open(folder, shard);
    }
    for (const sidecar of this.#files) {
      const said = captions.filter(({ by }) => by === sidecar.by);
      const [first] = said;
      if (!first) continue;
      const answers = said.map(({ prompt, text }) => ({ prompt, text }));
      const entries = [
        ...(url === null ? [] : [[url, { output: first.text, answers }]]),
        ...keys.map((key) => [key, { captions: { vfc: first.text } }]),
      ].map(([name, entry]) => `${JSON.stringify(name)}: ${JSON.stringify(entry)}`);
      await sidecar.file.write(`${sidecar.count++ === 0 ? '' : ',\n'}${entries.join(',\n')}`);
    }
  }

  async end(): Promise<void> {
    for (const { file } of this.#files) {
      await file.write('\n}\n');
      await file.close();
    }
    this.#files = [];
  }

  /** Also for who says nothing about this shard: coyo_recap.py fails where a file is missing. */
  async #open(folder: string, shard: string): Promise<void> {
    this.#shard = folder + shard;
    for (const by of this.#writers) {
      const file = await this.#output.create(`captions/${folder}${sidecarFolder(by)}/${shard}.json`);
      await file.write('{\n');
      this.#files.push({ by, file, count: 0 });
    }
  }
}
