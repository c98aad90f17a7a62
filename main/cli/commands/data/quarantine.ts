import { Command } from 'commander';
import type { QuarantinedItem } from '../../../../shared/data.ts';
import type { RequestResult } from '../../../../shared/requests.ts';
import type { Engine } from '../../../engine/engine.ts';
import { EngineFailure } from '../../../engine/failure.ts';
import { csvLine } from '../../csv.ts';
import { named } from '../../newest.ts';
import { type CommonOptions, printJson, withEngine } from '../../with-engine.ts';

export const quarantineCommand = (): Command =>
  new Command('quarantine')
    .description('what an import left out: file, position and reason of every item')
    .argument('[experiment]')
    .option('--csv', 'as CSV')
    .option('--json', 'one JSON object a line')
    .action(
      (experiment: string | undefined, { csv = false, json = false }: CommonOptions & { csv?: boolean }) =>
        withEngine({ json }, async (engine) => {
          if (csv && json)
            throw new EngineFailure('CSV and JSON were both asked for.', 'Choose one of them.');
          const path = await named(engine, experiment);
          if (csv) process.stdout.write(csvLine(['set', 'file', 'position', 'reason']));
          let count = 0;
          for await (const { set, file, position, reason } of itemsOf(engine, path)) {
            count++;
            if (json) printJson({ set, file, position, reason });
            else if (csv) process.stdout.write(csvLine([set, file, position, reason]));
            else console.log(`${file}, ${position}: ${reason}`);
          }
          if (count === 0 && !csv && !json) console.log('Nothing was left out.');
        }),
    );

async function* itemsOf(engine: Engine, path: string): AsyncGenerator<QuarantinedItem> {
  let after: number | null = null;
  do {
    const page: RequestResult<'data.quarantine'> = await engine.call('data.quarantine', { path, after });
    yield* page.items;
    after = page.next;
  } while (after !== null);
}
