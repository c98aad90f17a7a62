import { Command, Option } from 'commander';
import type { Verdict } from '../../../shared/models.ts';
import { EngineFailure } from '../../engine/failure.ts';
import { named } from '../newest.ts';
import { wholeNumber } from '../whole-number.ts';
import { type CommonOptions, printJson, withEngine } from '../with-engine.ts';

interface Options extends CommonOptions {
  readonly round: number;
  readonly seed?: number;
  readonly decision: Verdict['decision'];
  readonly because: string;
}

export const overruleCommand = (): Command =>
  new Command('overrule')
    .description('decide otherwise than the stop rule did; recorded with the reason, in the report too')
    .argument('[experiment]')
    .requiredOption('--round <number>', 'the round whose verdict is overruled', wholeNumber('--round'))
    .addOption(
      new Option('--decision <decision>', 'what holds instead')
        .choices(['continue', 'stop'])
        .makeOptionMandatory(),
    )
    .requiredOption('--because <reason>', 'why, in your words')
    .option('--seed <number>', 'of this seed; may be left out where there is one', wholeNumber('--seed'))
    .option('--json', 'as JSON')
    .action((experiment: string | undefined, { round, seed, decision, because, ...options }: Options) =>
      withEngine(options, async (engine) => {
        const path = await named(engine, experiment);
        const { plan } = await engine.call('experiment.get', { path });
        const [only, ...further] = plan.seeds;
        if (seed === undefined && further.length > 0)
          throw new EngineFailure(
            'The experiment has several seeds.',
            `Say which: --seed ${plan.seeds.join(', ')}.`,
          );
        const overruling = { path, seed: seed ?? (only as number), round, decision, because };
        const { steps } = await engine.call('verdict.overrule', overruling);
        if (options.json) return printJson({ path, steps });
        console.log(`Round ${round}: ${decision}, because ${because}`);
        console.log(
          steps.length > 0
            ? `${steps.length} steps are to be done again; \`resume\` does them.`
            : 'No step changes: the rounds end where they did.',
        );
      }),
    );
