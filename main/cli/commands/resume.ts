import { Command } from 'commander';
import { follow } from '../follow.ts';
import { named } from '../newest.ts';
import type { CommonOptions } from '../with-engine.ts';

export const resumeCommand = (): Command =>
  new Command('resume')
    .description('go on where a run stopped; what is done is not done again')
    .argument('[experiment]')
    .option('--json', 'one JSON object a line: events, then the outcome')
    .action((experiment: string | undefined, { json = false }: CommonOptions) =>
      follow({ json }, (engine) => named(engine, experiment)),
    );
