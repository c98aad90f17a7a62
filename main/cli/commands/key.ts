import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Command } from 'commander';
import { forgetKey, saveKey, variableOf } from '../../engine/endpoint/keys.ts';
import { EngineFailure } from '../../engine/failure.ts';
import { type CommonOptions, printJson, withEngine } from '../with-engine.ts';

export const keyCommand = (): Command =>
  new Command('key')
    .description("keys of servers that write captions, in the system's key store and nowhere else")
    .addCommand(
      new Command('set')
        .description(
          'stores a key under the name that a plan calls it by; asks for it, or reads it from stdin',
        )
        .argument('<name>')
        .option('--json', 'as JSON')
        .action((name: string, options: CommonOptions) =>
          withEngine(options, async () => {
            await saveKey(named(name), await givenKey());
            if (options.json) printJson({ name, stored: true });
            else console.log(`Stored. A plan uses it with \`key: ${name}\`.`);
          }),
        ),
    )
    .addCommand(
      new Command('forget')
        .description('takes a key out of the key store')
        .argument('<name>')
        .option('--json', 'as JSON')
        .action((name: string, options: CommonOptions) =>
          withEngine(options, async () => {
            const forgotten = await forgetKey(named(name));
            if (options.json) printJson({ name, forgotten });
            else console.log(forgotten ? 'Forgotten.' : `There is no key called "${name}".`);
          }),
        ),
    )
    .addHelpText(
      'after',
      `
On a machine without a key store, give the key to a run through its environment: ${variableOf('my-server')}=... for \`key: my-server\`.`,
    );

function named(name: string): string {
  if (/^[a-z][a-z0-9-]*$/.test(name)) return name;
  throw new EngineFailure(
    `"${name}" is no name for a key.`,
    'Use small letters, digits and hyphens, as in `my-server`.',
  );
}

/** One line; never an argument, which every process could see. On a terminal it is not shown. */
async function givenKey(): Promise<string> {
  const { stdin } = process;
  const terminal = stdin.isTTY === true;
  if (terminal) process.stdout.write('Key (not shown): ');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal });
  try {
    for await (const line of lines) {
      if (line.trim()) return line.trim();
    }
  } finally {
    lines.close();
    if (terminal) process.stdout.write('\n');
  }
  throw new EngineFailure('No key was given.', 'Nothing was stored.');
}
