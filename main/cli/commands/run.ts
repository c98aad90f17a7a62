import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { Command } from 'commander';
import type { ChosenPlan } from '../../../shared/chosen-plan.ts';
import { EngineFailure } from '../../engine/failure.ts';
import { dryRun } from '../dry-run.ts';
import { follow } from '../follow.ts';
import { wholeNumber } from '../whole-number.ts';
import type { CommonOptions } from '../with-engine.ts';

interface Options extends CommonOptions {
  readonly preset?: string;
  readonly plan?: string;
  readonly data?: string;
  readonly name?: string;
  readonly seed?: number;
  readonly fresh?: boolean;
  readonly dryRun?: boolean;
}

export const runCommand = (): Command =>
  new Command('run')
    .description('make a new experiment and run it to its end; Ctrl-C cancels, `resume` goes on')
    .option(
      '--preset <name>',
      'smoke, demo, study, or a table or figure of the paper (table-1 ... cost); demo where nothing is said',
    )
    .option(
      '--plan <file>',
      'a plan of your own (YAML or JSON) that stands on a preset (`base: demo`); `model:` in it names a SmolVLM folder to train instead of pico',
    )
    .option('--data <folder>', 'your own images with captions instead of the embedded world')
    .option('--name <name>', "the experiment's folder name")
    .option('--seed <number>', 'one seed instead of those of the plan', wholeNumber('--seed'))
    .option('--fresh', 'make everything anew, also what another experiment has already made')
    .option('--dry-run', 'only check the plan and show its steps with their estimated time, disk and cost')
    .option('--json', 'one JSON object a line: events, then the outcome')
    .action(({ json = false, dryRun: only = false, fresh, plan, name, ...rest }: Options) => {
      const chosen = (): ChosenPlan => ({ ...rest, ...(plan ? { document: documentIn(plan) } : {}) });
      if (only) return dryRun({ json }, () => ({ ...chosen(), ...(fresh ? { fresh } : {}) }));
      return follow(
        { json },
        async (engine) =>
          (
            await engine.call('experiments.create', {
              ...chosen(),
              ...(name ? { name } : {}),
              ...(fresh ? { fresh } : {}),
            })
          ).path,
      );
    });

function documentIn(path: string): { file: string; folder: string; text: string } {
  try {
    return { file: basename(path), folder: dirname(resolve(path)), text: readFileSync(path, 'utf8') };
  } catch (error) {
    throw new EngineFailure(
      `The plan ${path} cannot be read: ${(error as Error).message}.`,
      'Name a YAML or JSON file.',
    );
  }
}
