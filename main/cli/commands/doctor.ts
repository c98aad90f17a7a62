import { Command } from 'commander';
import { formatDoctor } from '../../engine/setup/doctor.ts';
import { type CommonOptions, printJson, withEngine } from '../with-engine.ts';

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('what is set up, which GPU there is, what is missing and the command that mends it')
    .option('--json', 'as JSON')
    .action((options: CommonOptions) =>
      withEngine(options, async (engine) => {
        const report = await engine.call('doctor', {});
        if (options.json) printJson(report);
        else console.log(formatDoctor(report));
        if (!report.ok) process.exitCode = 1;
      }),
    );
