/** `npm run setup [-- python display electron]`: everything that is missing, or the named parts. */
import { setUp, steps } from './set-up.ts';
import { messageOf, SetupError } from './step.ts';

const named = process.argv.slice(2);
try {
  const names = named.length > 0 ? named : steps.map((step) => step.name);
  await setUp(names, (line) => console.log(`[set-up] ${line}`));
} catch (error) {
  console.error(`\n${messageOf(error)}`);
  if (error instanceof SetupError) console.error(`\nTo mend it:\n    ${error.advice}`);
  process.exitCode = 1;
}
