import { Command } from 'commander';
import { EngineFailure } from '../../engine/failure.ts';
import { named } from '../newest.ts';
import { type CommonOptions, printJson, withEngine } from '../with-engine.ts';

export const reportCommand = (): Command =>
  new Command('report')
    .description(
      "write an experiment's report anew from what is stored, also of an unfinished one, and say where it is",
    )
    .argument('[experiment]')
    .option('--json', 'as JSON')
    .action((experiment: string | undefined, options: CommonOptions) =>
      withEngine(options, async (engine) => {
        const path = await named(engine, experiment);
        const { reportPath } = await engine.call('report.write', { path });
        if (!reportPath)
          throw new EngineFailure(
            'Nothing is stored yet that a report could tell.',
            'Run the experiment first.',
          );
        if (options.json) return printJson({ path, report: reportPath });
        console.log(reportPath);
      }),
    );
