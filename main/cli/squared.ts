/** `squared`: the command line over the engine. Each command is a file; what it means is the engine's business. */
import { Command } from 'commander';
import { cancelCommand } from './commands/cancel.ts';
import { dataCommand } from './commands/data.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { judgeCommand } from './commands/judge.ts';
import { judgedCommand } from './commands/judged.ts';
import { keyCommand } from './commands/key.ts';
import { listCommand } from './commands/list.ts';
import { overruleCommand } from './commands/overrule.ts';
import { reportCommand } from './commands/report.ts';
import { rescoreCommand } from './commands/rescore.ts';
import { resumeCommand } from './commands/resume.ts';
import { runCommand } from './commands/run.ts';
import { statusCommand } from './commands/status.ts';
import { unpackBenchmarkCommand } from './commands/unpack-benchmark.ts';

const program = new Command('squared')
  .description(
    'Runs VILA² experiments: a vision-language model recaptions its own pretraining images and is retrained on them, round after round.',
  )
  .addHelpText(
    'after',
    `
Experiments live in $SQUARED_HOME/experiments, or ~/.local/share/squared/experiments. EXPERIMENT is a folder or a name
from \`list\`; where it may be left out, the newest one is meant. Every command takes --json.

  squared run --preset smoke            the whole loop at toy size, in about a minute
  squared run --preset demo             the embedded experiment, 20 minutes or less on two cores
  squared run --data ~/pictures         the loop on your own images (captions as .txt or LLaVA JSON)
  squared resume                        go on where the newest run stopped`,
  )
  .showHelpAfterError('(--help shows what there is)');

for (const command of [
  runCommand,
  resumeCommand,
  statusCommand,
  cancelCommand,
  listCommand,
  overruleCommand,
  reportCommand,
  judgeCommand,
  judgedCommand,
  exportCommand,
  dataCommand,
  rescoreCommand,
  unpackBenchmarkCommand,
  keyCommand,
  doctorCommand,
]) {
  program.addCommand(command());
}
// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
await program.parseAsync();
