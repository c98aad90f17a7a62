/**
 * The pictures of a source of benchmarks: files in `images/` (or wherever they lie, where there is no such folder), and those inside VLMEvalKit's
 * tables. What is asked about them the scorers read from the benchmarks' own files.
 */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { plainFolder } from '../plain-folder/read.ts';
import { withSeparator } from '../sets.ts';
import { pictured, tablesOf } from '../vlmevalkit/read.ts';
import { rowsOfTable } from '../vlmevalkit/rows.ts';
import type { OpenedSource } from './read-samples.ts';
import type { Reader, RecordItem } from './reader.ts';
import { openSource, type SourceFolder } from './source-folder.ts';

/** Where a benchmark source has its files: itself, or its folder bench/. */
export const benchmarkFolder = (path: string): string => folderIn(path, 'bench') ?? path;

/** `path`: a folder, or one table whose pictures may lie beside it. */
export async function openBenchmarkFolder(path: string): Promise<SourceFolder> {
  const root = benchmarkFolder(path);
  const images = folderIn(root, 'images');
  const folder = await openSource(images ?? root);
  const tables = await tablesOf(images ? await openSource(root, ['images']) : folder);
  // Texts and other files beside the images are no business of the import.
  folder.sidecars.clear();
  folder.files.splice(0, folder.files.length, ...tables);
  return folder;
}

/** A link that leads out of the source counts as absent. */
function folderIn(root: string, name: string): string | null {
  const folder = join(root, name);
  if (!existsSync(folder)) return null;
  return realpathSync(folder).startsWith(withSeparator(realpathSync(root))) ? folder : null;
}

export function openBenchmark(source: SourceFolder, path: string): OpenedSource {
  const isTable = statSync(path).isFile();
  const detection = {
    confidence: 1,
    evidence: 'pictures of benchmarks',
    mapping,
    reads: new Set(source.files.map((file) => file.path)),
    records: null,
  };
  async function* records(): AsyncGenerator<RecordItem> {
    if (!isTable) yield* plainFolder.records(source, detection);
    for (const file of source.files) {
      for await (const row of rowsOfTable(file)) {
        const item = 'refused' in row ? row : pictured(row, isTable);
        if (item) yield item;
      }
    }
  }
  const reader: Reader = {
    format: plainFolder.format,
    title: 'Benchmarks',
    detect: async () => detection,
    records,
  };
  return { reader, detection, source, others: [], fields: [], mapping };
}

const mapping = {
  image: 'image',
  text: null,
  conversations: null,
  question: null,
  answer: null,
  id: null,
  address: null,
  sha256: null,
  scores: [],
};
