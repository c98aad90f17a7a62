import { Command } from 'commander';
import { follow } from '../follow.ts';
import { named } from '../newest.ts';
import type { CommonOptions } from '../with-engine.ts';

interface Options extends CommonOptions {
  readonly acceptCoverage?: boolean;
}

export const resumeCommand = (): Command =>
  new Command('resume')
    .description('go on where a run stopped; what is done is not done again')
    .argument('[experiment]')
    .option(
      '--accept-coverage',
      'train also on fewer captions than the plan wants (minimumCoverage); the report tells it',
    )
    .option('--json', 'one JSON object a line: events, then the outcome')
    .action((experiment: string | undefined, { acceptCoverage = false, json = false }: Options) =>
      follow({ json, acceptCoverage }, (engine) => named(engine, experiment)),
    );
