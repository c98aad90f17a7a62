/** The parts of `npm test` and `npm run check`: what runs, where, and which file says how it went. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withDisplay } from '../../main/engine/setup/display.ts';
import { electronPath } from '../../main/engine/setup/electron-path.ts';
import { projectRoot, trainerFolder } from '../../main/engine/setup/places.ts';
import { pythonPath } from '../../main/engine/setup/python-step.ts';
import { buildWindow } from '../../main/engine/setup/window-build.ts';
import { playwrightSummary, pytestSummary, type Summary, verdict, vitestSummary } from './summaries.ts';

export type Part = { name: string; run: () => Promise<Summary> };

const modules = join(projectRoot, 'node_modules');
const results = join(projectRoot, 'test-results');
const bin = (path: string, ...args: string[]): string[] => [process.execPath, join(modules, path), ...args];

type Where = { cwd?: string; env?: NodeJS.ProcessEnv };

/** Runs a command with its output streamed through; answers its exit status. */
function stream(command: readonly string[], where: Where = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command[0] as string, command.slice(1), {
      cwd: where.cwd ?? projectRoot,
      env: where.env ?? process.env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** A test tool: its verdict comes from the report it writes. A report of an earlier run is removed first. */
async function tool(
  command: readonly string[],
  report: string,
  read: (text: string) => Summary,
  where: Where = {},
): Promise<Summary> {
  rmSync(report, { force: true });
  const code = await stream(command, where);
  return verdict(code, existsSync(report) ? read(readFileSync(report, 'utf8')) : null);
}

/** A check that only passes or fails, such as a linter: one test. */
const gate = (name: string, command: readonly string[], where: Where = {}): Part => ({
  name,
  run: async () => {
    const failed = (await stream(command, where)) === 0 ? 0 : 1;
    return { passed: 1 - failed, failed, skipped: 0 };
  },
});

const vitest = (name: string, ...folders: string[]): Part => ({
  name,
  run: () => {
    const report = join(results, `${name}.json`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    return tool(bin('vitest/vitest.mjs', 'run', ...folders, ...reporters), report, vitestSummary);
  },
});

const pytest: Part = {
  name: 'trainer',
  run: () => {
    const report = join(results, 'trainer.xml');
    const command = [pythonPath, '-m', 'pytest', '-q', `--junitxml=${report}`];
    return tool(command, report, pytestSummary, { cwd: trainerFolder });
  },
};

const endToEnd: Part = {
  name: 'window',
  run: async () => {
    await buildWindow(console.log);
    const report = join(results, 'window.json');
    const command = bin('@playwright/test/cli.js', 'test', '--reporter=list,json');
    return withDisplay((env) =>
      tool(command, report, playwrightSummary, {
        env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, SQUARED_ELECTRON: electronPath() ?? '' },
      }),
    );
  },
};

const ruff = (...args: string[]): string[] => [pythonPath, '-m', 'ruff', ...args];

/** Quick enough to run before every commit. */
export const checkParts: readonly Part[] = [
  gate('format and lint', bin('@biomejs/biome/bin/biome', 'ci', '--error-on-warnings')),
  gate('types', bin('typescript/bin/tsc', '-b')),
  gate('trainer lint', ruff('check', '.'), { cwd: trainerFolder }),
  gate('trainer format', ruff('format', '--check', '.'), { cwd: trainerFolder }),
  vitest('unit', 'test/unit'),
];

/** Every test, the quick ones first. */
export const testParts: readonly Part[] = [vitest('unit-and-contract'), pytest, endToEnd];
