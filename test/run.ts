/**
 * `npm test` and `npm run check`: sets up what is missing, runs every part even when one before it failed, says which
 * failed, and ends with one line that sums all of them: `N passed, N failed`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../main/engine/setup/places.ts';
import { setUp } from '../main/engine/setup/set-up.ts';
import { messageOf, SetupError } from '../main/engine/setup/step.ts';
import { checkParts, type Part, testParts } from './runner/parts.ts';
import type { Summary } from './runner/summaries.ts';

type Result = Summary & { name: string; seconds: number };

const resultsFolder = join(projectRoot, 'test-results');
/** The last line again, for .ci/run, which must print it after npm's own words about a failure. */
const summaryFile = join(resultsFolder, 'summary.txt');

function explain(error: unknown): void {
  console.error(`\n${messageOf(error)}`);
  if (error instanceof SetupError) console.error(`\nTo mend it:\n    ${error.advice}`);
}

async function runPart(part: Part): Promise<Result> {
  console.log(`\n=== ${part.name} ===`);
  const started = performance.now();
  const summary = await part.run().catch((error: unknown) => {
    explain(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  return { name: part.name, seconds: (performance.now() - started) / 1000, ...summary };
}

/** Prints the table and the one line; answers the number of failures. */
function conclude(results: readonly Result[]): number {
  console.log('');
  for (const { name, passed, failed, skipped, seconds } of results) {
    const left = skipped > 0 ? `, ${skipped} skipped` : '';
    const mark = failed > 0 ? 'FAILED' : 'ok    ';
    console.log(`${mark}  ${name}: ${passed} passed, ${failed} failed${left} (${seconds.toFixed(1)} s)`);
  }
  const total = (key: 'passed' | 'failed'): number => results.reduce((sum, result) => sum + result[key], 0);
  const line = `${total('passed')} passed, ${total('failed')} failed`;
  writeFileSync(summaryFile, `${line}\n`);
  console.log(line);
  return total('failed');
}

const kinds = {
  check: { parts: checkParts, needs: ['python'] },
  test: { parts: testParts, needs: ['python', 'display', 'electron'] },
};
const kind = process.argv[2] === 'check' ? kinds.check : kinds.test;
mkdirSync(resultsFolder, { recursive: true });
rmSync(summaryFile, { force: true });

const setUpPart: Part = {
  name: 'set-up',
  run: async () => {
    await setUp(kind.needs, (line) => console.log(`[set-up] ${line}`));
    return { passed: 0, failed: 0, skipped: 0 };
  },
};
const results = [await runPart(setUpPart)];
// A part whose tools are missing says so itself; the others still tell what they can.
for (const part of kind.parts) results.push(await runPart(part));
process.exitCode = conclude(results) > 0 ? 1 : 0;
