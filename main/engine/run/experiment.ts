/** An experiment's folder: made, found, described. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import type { ChosenPlan } from '../../../shared/chosen-plan.ts';
import type { Experiment, ExperimentState, ExperimentSummary, Step } from '../../../shared/models.ts';
import { Plan } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';
import { experimentsFolder, placesOf } from '../places.ts';
import { chosenPlan } from '../plan/choose.ts';
import { expand } from '../plan/expand.ts';
import {
  allSkipped,
  allSteps,
  allVerdicts,
  insertSteps,
  openForReading,
  openForWriting,
} from '../store/index.ts';
import { LockedDatabase, WrittenByNewer } from '../unreadable.ts';
import { bytesIn } from './folder-bytes.ts';
import { holderOf } from './lock.ts';
import { openedFolders } from './opened.ts';
import { secondsLeft } from './time-left.ts';

const Description = z.object({
  version: z.literal(1),
  name: z.string(),
  createdAt: z.string(),
  plan: Plan,
  /** True: makes everything itself, also what another experiment has already made. */
  fresh: z.boolean().default(false),
  /** True: put away; the list shows it only when asked. */
  archived: z.boolean().default(false),
});
export type Description = z.infer<typeof Description>;

/** Makes the folder with its plan and steps; nothing runs yet. Returns its path. */
export function createExperiment({
  name,
  fresh = false,
  ...chosen
}: ChosenPlan & { name?: string | undefined; fresh?: boolean | undefined }): string {
  const plan = chosenPlan(chosen);
  const folder = freeFolder(name ?? plan.preset);
  writeExperiment(folder, plan, fresh);
  return folder;
}

/** A folder with a plan and its steps, all still to do. */
export function writeExperiment(folder: string, plan: Plan, fresh = false): void {
  const places = placesOf(folder);
  mkdirSync(places.log, { recursive: true });
  const description: Description = {
    version: 1,
    name: basename(folder),
    createdAt: new Date().toISOString(),
    plan,
    fresh,
    archived: false,
  };
  const db = openForWriting(places.database);
  insertSteps(db, expand(plan));
  db.close();
  // Last: with it the folder is an experiment.
  writeFileSync(places.description, `${JSON.stringify(description, null, 2)}\n`);
}

/** Throws where it could not be a folder's name, which every experiment's name is at first. */
export function checkName(name: string): void {
  if (/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u.test(name)) return;
  throw new EngineFailure(
    `"${name}" cannot be a folder's name.`,
    'Use letters, digits, spaces, dots and dashes.',
  );
}

/** `demo`, `demo-2`, ...: an experiment is never overwritten. */
export function freeFolder(name: string): string {
  checkName(name);
  for (let number = 1; ; number++) {
    const folder = join(experimentsFolder(), number === 1 ? name : `${name}-${number}`);
    if (!existsSync(folder)) return folder;
  }
}

/** A path, or the name of an experiment in the experiments folder: its folder's, or the one it was given since. */
export function findExperiment(nameOrPath: string): string {
  for (const folder of [resolve(nameOrPath), join(experimentsFolder(), nameOrPath)]) {
    if (existsSync(placesOf(folder).description)) return folder;
  }
  const renamed = ourFolders().find((folder) => nameIn(folder) === nameOrPath);
  if (renamed) return renamed;
  throw new EngineFailure(
    `There is no experiment at ${resolve(nameOrPath)}.`,
    existsSync(nameOrPath)
      ? 'The folder has no experiment.json: it is no experiment, or a damaged one.'
      : 'It was moved, renamed or deleted. Home lists the experiments there are, as does `squared list` in a terminal.',
  );
}

export function describe(folder: string): Description {
  const file = placesOf(folder).description;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new EngineFailure(`There is no experiment at ${folder}.`, 'The folder has no experiment.json.');
  }
  try {
    const written: unknown = JSON.parse(text);
    const version = versionIn(written);
    if (version > 1)
      throw new WrittenByNewer(`The experiment at ${folder}`, `version ${version}; this one knows 1`);
    return Description.parse(written);
  } catch (error) {
    if (error instanceof WrittenByNewer) throw error;
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new EngineFailure(
      `The experiment at ${folder} is damaged: experiment.json cannot be read (${why}).`,
      'Nothing was changed. Restore that file from a backup, or start a new experiment.',
    );
  }
}

/** 0 where it has none. */
const versionIn = (written: unknown): number => {
  const { version } = (written ?? {}) as { version?: unknown };
  return typeof version === 'number' ? version : 0;
};

/** The newest first; a damaged one is listed as damaged, never left out. */
export async function listExperiments(): Promise<ExperimentSummary[]> {
  const summaries = await Promise.all(listFolders().map(summaryOrDamage));
  return summaries.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** Of every experiment that is listed: those of the experiments folder, and those that were opened from elsewhere. */
export const listFolders = (): string[] => [
  ...new Set([...ourFolders(), ...openedFolders().filter((folder) => existsSync(folder))]),
];

/** Hidden folders are none: the trash is one of them. */
function ourFolders(): string[] {
  const root = experimentsFolder();
  const entries = existsSync(root) ? readdirSync(root, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => join(root, entry.name));
}

function nameIn(folder: string): string | null {
  try {
    return describe(folder).name;
  } catch {
    return null;
  }
}

async function summaryOrDamage(folder: string): Promise<ExperimentSummary> {
  try {
    return await summarise(folder);
  } catch (error) {
    const { birthtime, mtime } = await stat(folder);
    return {
      path: folder,
      name: nameIn(folder) ?? basename(folder),
      preset: '',
      state: unreadableState(error),
      createdAt: birthtime.toISOString(),
      updatedAt: mtime.toISOString(),
      stepsDone: 0,
      stepsTotal: 0,
      secondsLeft: null,
      ...(await diskOf(folder)),
      headline: (error as Error).message,
      archived: false,
    };
  }
}

const unreadableState = (error: unknown): ExperimentState => {
  if (error instanceof WrittenByNewer) return 'newer';
  return error instanceof LockedDatabase ? 'locked' : 'damaged';
};

export const summarise = async (folder: string): Promise<ExperimentSummary> => (await read(folder)).summary;

export async function read(folder: string): Promise<Experiment> {
  const places = placesOf(folder);
  const { name, createdAt, plan, archived } = describe(folder);
  const db = openForReading(places.database);
  try {
    const steps = allSteps(db);
    const state = stateOf(steps, holderOf(places.lock) !== null);
    const over = steps.filter((step) => step.state === 'done' || step.state === 'skipped');
    const latest = steps.flatMap((step) => [step.startedAt, step.endedAt]).filter((time) => time !== null);
    return {
      summary: {
        path: folder,
        name,
        preset: plan.preset,
        state,
        createdAt,
        updatedAt: latest.sort().at(-1) ?? createdAt,
        stepsDone: over.length,
        stepsTotal: steps.length,
        secondsLeft: state === 'running' ? secondsLeft(steps) : null,
        ...(await diskOf(folder)),
        headline: headlineOf(steps, state, allVerdicts(db).at(-1)?.reason),
        archived,
      },
      plan,
      steps,
      skipped: allSkipped(db),
      reportPath: existsSync(join(places.report, 'report.html')) ? join(places.report, 'report.html') : null,
    };
  } finally {
    db.close();
  }
}

export function stateOf(steps: readonly Step[], held: boolean): ExperimentState {
  if (held) return 'running';
  if (steps.some(({ state }) => state === 'failed')) return 'failed';
  if (steps.some(({ state }) => state === 'cancelled')) return 'cancelled';
  if (steps.every(({ state }) => state === 'done' || state === 'skipped')) return 'done';
  return steps.some(({ state }) => state !== 'pending') ? 'interrupted' : 'new';
}

function headlineOf(steps: readonly Step[], state: ExperimentState, verdict: string | undefined): string {
  const failed = steps.find((step) => step.state === 'failed');
  if (state === 'failed' && failed) return `${failed.title} failed: ${failed.note}`;
  const running = steps.find((step) => step.state === 'running');
  if (state === 'running' && running) return running.title;
  if (state === 'interrupted') return 'The run was interrupted; resume goes on where it stopped.';
  const told = steps.find(({ kind, state: own }) => kind === 'report' && own === 'done')?.note;
  return told ?? verdict ?? (state === 'new' ? 'Nothing has run yet.' : '');
}

const measured = new Map<string, { at: number; disk: Disk }>();
const secondsRemembered = 30;

type Disk = Pick<ExperimentSummary, 'diskBytes' | 'sharedBytes'>;

/** Remembered for a while, as a folder of a million images takes a moment to add up. */
async function diskOf(folder: string): Promise<Disk> {
  const known = measured.get(folder);
  if (known && Date.now() - known.at < secondsRemembered * 1000) return known.disk;
  const { bytes, shared } = await bytesIn(folder);
  const disk = { diskBytes: bytes, sharedBytes: shared };
  measured.set(folder, { at: Date.now(), disk });
  return disk;
}
