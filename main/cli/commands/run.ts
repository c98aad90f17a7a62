import { Command } from 'commander';
import { follow } from '../follow.ts';
import type { CommonOptions } from '../with-engine.ts';

interface Options extends CommonOptions {
  readonly preset: string;
  readonly data?: string;
  readonly name?: string;
  readonly seed?: number;
}

export const runCommand = (): Command =>
  new Command('run')
    .description('make a new experiment and run it to its end; Ctrl-C cancels, `resume` goes on')
    .option('--preset <name>', 'smoke, demo or study', 'demo')
    .option('--data <folder>', 'your own images with captions instead of the embedded world')
    .option('--name <name>', "the experiment's folder name")
    .option('--seed <number>', 'one seed instead of those of the preset', wholeNumber)
    .option('--json', 'one JSON object a line: events, then the outcome')
    .action(({ json = false, ...chosen }: Options) =>
      follow({ json }, async (engine) => (await engine.call('experiments.create', chosen)).path),
    );

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`--seed wants a whole number, not "${text}".`);
  return value;
}
