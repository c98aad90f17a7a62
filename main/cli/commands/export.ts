import { Command, Option } from 'commander';
import type { EventName, Events } from '../../../shared/events.ts';
import { type ExportFormat, type ExportImages, exportFormats } from '../../../shared/export.ts';
import { named } from '../newest.ts';
import { type CommonOptions, printJson, withEngine } from '../with-engine.ts';
import { bytes } from '../words.ts';

interface Options extends CommonOptions {
  readonly what: string;
  readonly format: ExportFormat;
  readonly out: string;
  readonly seed?: number;
  readonly images: ExportImages;
}

/** The shell's own: 128 + SIGINT. */
const cancelledExit = 130;

export const exportCommand = (): Command =>
  new Command('export')
    .description('take images and texts out as a dataset with a card; a run may go on meanwhile')
    .argument('[experiment]')
    .requiredOption('--what <part>', 'original, round:N, specialist:NAME or final')
    .addOption(
      new Option('--format <format>', 'how it is written').choices([...exportFormats]).makeOptionMandatory(),
    )
    .requiredOption('--out <folder>', 'a new or an empty folder')
    .option('--seed <number>', "whose texts; the plan's first seed where nothing is said", Number)
    .addOption(
      new Option('--images <how>', 'copy the pictures, or refer to where they lie')
        .choices(['copy', 'reference'])
        .default('copy'),
    )
    .option('--json', 'one JSON object a line: progress, then the outcome')
    .action(async (experiment: string | undefined, { json = false, what, ...rest }: Options) => {
      let shown = 0;
      let cancelled = false;
      const listener = <N extends EventName>(event: N, data: Events[N]): void => {
        if (event !== 'export.progress') return;
        if (json) printJson({ event, ...data });
        const { done, total, bytes: written } = data as Events['export.progress'];
        if (json || !process.stdout.isTTY) return;
        const line = `${Math.floor((100 * done) / total)} %  ${done} of ${total} images  ${bytes(written)}`;
        process.stdout.write(`\r${line.padEnd(shown)}`);
        shown = line.length;
      };
      await withEngine(
        { json },
        async (engine) => {
          const path = await named(engine, experiment);
          const interrupt = () => {
            cancelled = true;
            void engine.call('dataset.cancelExport', { path });
          };
          process.once('SIGINT', interrupt);
          process.once('SIGTERM', interrupt);
          const result = await engine
            .call('dataset.export', { path, part: what, ...rest })
            .finally(() => shown > 0 && process.stdout.write(`\r${' '.repeat(shown)}\r`));
          if (json) return printJson(result);
          const { folder, images, captions, files, bytes: written, leftOut, changed } = result;
          for (const { why, count } of leftOut) console.log(`Left out: ${why} (${count})`);
          for (const { why, count } of changed) console.log(`Changed: ${why} (${count})`);
          console.log(
            `${images} images with ${captions} texts, ${files} files, ${bytes(written)}\n${folder}`,
          );
        },
        listener,
      );
      if (cancelled) process.exitCode = cancelledExit;
    });
