import { resolve } from 'node:path';
import { Command } from 'commander';
import { type CommonOptions, printJson, withEngine } from '../with-engine.ts';

interface Options extends CommonOptions {
  readonly from: string;
  readonly into: string;
  readonly split?: string;
}

export const unpackBenchmarkCommand = (): Command =>
  new Command('unpack-benchmark')
    .description("take a benchmark's questions and pictures out of parquet into a dataset's folder")
    .argument('<name>', 'its name in plans, and its folder below bench/: mmmu, mme')
    .requiredOption('--from <path>', 'a parquet file, or a folder of them')
    .requiredOption('--into <folder>', "the dataset's folder; nothing in it is overwritten")
    .option('--split <name>', 'which one, where there are several')
    .option('--json', 'as JSON')
    .action((benchmark: string, { from, into, split, ...options }: Options) =>
      withEngine(options, async (engine) => {
        const unpacked = await engine.call('benchmarks.unpack', {
          from: resolve(from),
          dataset: resolve(into),
          benchmark,
          split: split ?? null,
        });
        if (options.json) return printJson(unpacked);
        const { questions, images, file, left, leftOut } = unpacked;
        console.log(`${questions} questions with ${images} pictures: ${file}`);
        for (const { position, why } of left) console.log(`Left out: ${position}: ${why}`);
        if (leftOut > left.length) console.log(`Left out: ${leftOut - left.length} more`);
      }),
    );
