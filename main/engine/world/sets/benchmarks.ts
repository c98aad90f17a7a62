import { captionFiles } from './caption.ts';
import { ocrbenchEntries } from './ocrbench.ts';
import { popeQuestions, popeSplits } from './pope.ts';
import { refcocoEntries } from './refcoco.ts';
import type { WorldSizes } from './sizes.ts';
import type { BenchImage } from './spread.ts';
import { vqaFiles } from './vqa.ts';
import { vsrLines } from './vsr.ts';

/** A file of a benchmark, in the format its official scorer reads. */
export interface BenchFile {
  /** relative to bench/ */
  path: string;
  text: string;
  /** questions, or images for the captions */
  count: number;
}

export function benchFiles(images: readonly BenchImage[], sizes: WorldSizes): BenchFile[] {
  const vqa = vqaFiles(images, sizes.vqa);
  const { captions, instances } = captionFiles(images, sizes.caption);
  return [
    ...popeSplits.map((split) => lines(`pope/pope_${split}.json`, popeQuestions(images, split, sizes.pope))),
    { path: 'vqa/questions.json', text: json({ questions: vqa.questions }), count: vqa.questions.length },
    {
      path: 'vqa/annotations.json',
      text: json({ annotations: vqa.annotations }),
      count: vqa.annotations.length,
    },
    lines('vsr/test.jsonl', vsrLines(images, sizes.vsr)),
    list('refcoco/test.json', refcocoEntries(images, sizes.refcoco)),
    list('ocrbench/ocrbench.json', ocrbenchEntries(images, sizes.ocrbench)),
    { path: 'caption/captions_val.json', text: json(captions), count: captions.images.length },
    { path: 'caption/instances_val.json', text: json(instances), count: instances.images.length },
  ];
}

function lines(path: string, rows: readonly object[]): BenchFile {
  return { path, text: rows.map((row) => `${JSON.stringify(row)}\n`).join(''), count: rows.length };
}

function list(path: string, rows: readonly object[]): BenchFile {
  return { path, text: json(rows), count: rows.length };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, '\t')}\n`;
}
