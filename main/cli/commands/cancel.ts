import { Command } from 'commander';
import { named } from '../newest.ts';
import { type CommonOptions, printJson, withEngine } from '../with-engine.ts';

export const cancelCommand = (): Command =>
  new Command('cancel')
    .description('stop a running experiment; everything is kept and `resume` goes on')
    .argument('[experiment]')
    .option('--json', 'as JSON')
    .action((experiment: string | undefined, options: CommonOptions) =>
      withEngine(options, async (engine) => {
        const path = await named(engine, experiment);
        const { cancelled } = await engine.call('run.cancel', { path });
        if (options.json) return printJson({ path, cancelled });
        console.log(cancelled ? `Cancelled ${path}; \`resume\` goes on.` : `${path} is not running.`);
      }),
    );
