import { Command } from 'commander';
import { type CommonOptions, printJson, withEngine } from '../with-engine.ts';
import { bytes, columns } from '../words.ts';

export const listCommand = (): Command =>
  new Command('list')
    .description('the experiments there are, the newest first, and the presets')
    .option('--json', 'as JSON')
    .action((options: CommonOptions) =>
      withEngine(options, async (engine) => {
        const experiments = await engine.call('experiments.list', {});
        const presets = await engine.call('presets.list', {});
        if (options.json) return printJson({ experiments, presets });
        const rows = experiments.map((one) => [
          one.name,
          one.preset,
          one.state,
          `${one.stepsDone}/${one.stepsTotal} steps`,
          `${bytes(one.diskBytes)}${one.sharedBytes > 0 ? `, ${bytes(one.sharedBytes)} of it shared` : ''}`,
          one.path,
        ]);
        console.log(rows.length > 0 ? columns(rows) : 'No experiments yet.');
        console.log(
          `\nPresets for \`run --preset\`:\n${columns(presets.map(({ name, title, minutes }) => [`  ${name}`, `about ${minutes} min`, title]))}`,
        );
      }),
    );
