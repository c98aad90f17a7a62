import { Command } from 'commander';
import { named } from '../../newest.ts';
import { type CommonOptions, printJson, withEngine } from '../../with-engine.ts';

export const changesCommand = (): Command =>
  new Command('changes')
    .description('files that are no longer as they were when they were imported')
    .argument('[experiment]')
    .option('--json', 'as JSON')
    .action((experiment: string | undefined, options: CommonOptions) =>
      withEngine(options, async (engine) => {
        const found = await engine.call('data.changes', { path: await named(engine, experiment) });
        if (options.json) return printJson(found);
        if (found.length === 0) console.log('Everything is as it was when it was imported.');
        for (const { source, changes } of found)
          for (const { path, what } of changes) console.log(`${source}: ${path} is ${what}`);
      }),
    );
