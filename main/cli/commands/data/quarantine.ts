import { Command } from 'commander';
import { csvLine } from '../../../../shared/csv-line.ts';
import type { QuarantinedItem } from '../../../../shared/data.ts';
import type { RequestResult } from '../../../../shared/requests.ts';
import type { Engine } from '../../../engine/engine.ts';
import { EngineFailure } from '../../../engine/failure.ts';
import { named } from '../../newest.ts';
import { type CommonOptions, printJson, withEngine } from '../../with-engine.ts';

interface Options extends CommonOptions {
  readonly csv?: boolean;
  readonly search?: string;
}

export const quarantineCommand = (): Command =>
  new Command('quarantine')
    .description('what an import left out: file, position and reason of every item')
    .argument('[experiment]')
    .option('--search <text>', 'only items in whose file, position or reason this stands')
    .option('--csv', 'as CSV')
    .option('--json', 'one JSON object a line')
    .action((experiment: string | undefined, { csv = false, json = false, search = '' }: Options) =>
      withEngine({ json }, async (engine) => {
        if (csv && json) throw new EngineFailure('CSV and JSON were both asked for.', 'Choose one of them.');
        const path = await named(engine, experiment);
        if (csv) process.stdout.write(csvLine(['set', 'file', 'position', 'reason']));
        let count = 0;
        for await (const { set, file, position, reason } of itemsOf(engine, path, search)) {
          count++;
          if (json) printJson({ set, file, position, reason });
          else if (csv) process.stdout.write(csvLine([set, file, position, reason]));
          else console.log(`${file}, ${position}: ${reason}`);
        }
        if (count === 0 && !csv && !json)
          console.log(search === '' ? 'Nothing was left out.' : 'Nothing that was left out has it.');
      }),
    );

async function* itemsOf(engine: Engine, path: string, search: string): AsyncGenerator<QuarantinedItem> {
  let after: number | null = null;
  do {
    const page: RequestResult<'data.quarantine'> = await engine.call('data.quarantine', {
      path,
      search,
      after,
    });
    yield* page.items;
    after = page.next;
  } while (after !== null);
}
