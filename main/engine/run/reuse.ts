/**
 * What another experiment has already made is taken over instead of made again: same key, same result. Files are hard-linked, so that
 * deleting one experiment never takes anything from another, and what both hold lies on the disk once.
 */
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Step } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { experimentsFolder, type Places, placesOf } from '../places.ts';
import { graphOf } from '../plan/graph.ts';
import { keysOf } from '../plan/keys.ts';
import { heldModel } from '../steps/held-model.ts';
import { allVerdicts, type Db, hasDone, openForReading, takeRows } from '../store/index.ts';
import { type DataIdentities, dataIdentity, examIdentity, softwareIdentity } from './identity.ts';
import { openedFolders } from './opened.ts';

/** Costly to make and whole in themselves; all else is made again in seconds. */
const taken: readonly Step['kind'][] = ['features', 'train', 'export', 'recaption', 'evaluate'];

/** Keys of the plan's steps by id. What was imported has to be known. */
export function keysFor(plan: Plan, db: Db): Map<string, string> {
  // Where a person ended the rounds elsewhere than the rule, nothing that was made is what the plan alone would give.
  const overruled = plan.stop.enforce ? allVerdicts(db).flatMap((one) => one.overruled ?? []) : [];
  const software = softwareIdentity(plan, heldModel(db)) + overruled.map(({ at }) => at).join();
  const outside = { software, data: dataIdentity(plan, db), exams: examIdentity(plan, db) };
  return keysOf(graphOf(plan), outside);
}

/** The same for a plan of which nothing has been decided yet, where the identity of its data is known. */
export const keysWith = (plan: Plan, data: DataIdentities): Map<string, string> =>
  keysOf(graphOf(plan), { software: softwareIdentity(plan), ...data });

const takenFrom = 'Taken over from ';

export const takenNote = (from: string): string =>
  `${takenFrom}${from}: everything it depends on is the same.`;

export const wasTaken = ({ note }: Pick<Step, 'note'>): boolean => note?.startsWith(takenFrom) ?? false;

/** Steps whose result is there already, with the experiment that has it, by step id. Nothing is taken; what cannot be read is passed over. */
export function takeable(steps: readonly Step[], keys: ReadonlyMap<string, string>): Map<string, string> {
  const found = new Map<string, string>();
  const wanted = steps.filter(({ kind }) => taken.includes(kind));
  for (const from of experimentsBut(null)) {
    try {
      const db = openForReading(from.database);
      try {
        for (const step of wanted) {
          const key = keys.get(step.id);
          if (found.has(step.id) || key === undefined || !hasDone(db, key)) continue;
          const files = filesOf(step, from, from);
          if (!files || existsSync(join(files.source, 'COMPLETE'))) found.set(step.id, basename(from.folder));
        }
      } finally {
        db.close();
      }
    } catch {
      // A damaged experiment has nothing to give; the run itself says so in its log.
    }
  }
  return found;
}

/** The name of the experiment that the step's result was taken from; null where nobody has it. `log` hears why a result could not be taken. */
export function takeOver(
  step: Step,
  key: string,
  to: Places,
  db: Db,
  log: (line: string) => void,
): string | null {
  if (!taken.includes(step.kind) || step.state !== 'pending') return null;
  for (const from of experimentsBut(to.folder)) {
    try {
      if (!holds(from, key)) continue;
      const files = filesOf(step, from, to);
      if (files && !existsSync(join(files.source, 'COMPLETE'))) continue;
      if (files) linkFolder(files.source, files.target);
      takeRows(db, from.database, step, checkpointOf(step, to));
      return basename(from.folder);
    } catch (error) {
      log(`${step.title} could not be taken over from ${from.folder}: ${(error as Error).message}`);
    }
  }
  return null;
}

/** All experiments that can be read, in the experiments folder and outside; without one of them. */
export function experimentsBut(own: string | null): Places[] {
  const root = experimentsFolder();
  const ours = existsSync(root)
    ? readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : [];
  return [...ours.map(({ name }) => join(root, name)), ...openedFolders()]
    .filter((folder) => folder !== own)
    .map(placesOf)
    .filter(({ description, database }) => existsSync(description) && existsSync(database));
}

function holds({ database }: Places, key: string): boolean {
  const db = openForReading(database);
  try {
    return hasDone(db, key);
  } finally {
    db.close();
  }
}

function filesOf(step: Step, from: Places, to: Places): { source: string; target: string } | null {
  if (step.kind === 'features') return { source: from.features, target: to.features };
  const { seed, model } = step;
  if (step.kind === 'export' && seed !== null && model !== null) {
    return { source: from.exported(seed, model), target: to.exported(seed, model) };
  }
  const [source, target] = [checkpointOf(step, from), checkpointOf(step, to)];
  return step.kind === 'train' && source && target ? { source, target } : null;
}

const checkpointOf = ({ seed, model }: Step, places: Places): string | null =>
  seed === null || model === null ? null : places.checkpoint(seed, model);

/** Beside its place first, then renamed: what is there is whole. Copies where the disk knows no links. */
function linkFolder(source: string, target: string): void {
  const beside = `${target}.taking`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(dirname(beside), { recursive: true });
  mkdirSync(beside);
  for (const { name, parentPath } of readdirSync(source, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  )) {
    const inside = join(parentPath, name).slice(source.length);
    mkdirSync(dirname(join(beside, inside)), { recursive: true });
    try {
      linkSync(join(source, inside), join(beside, inside));
    } catch {
      copyFileSync(join(source, inside), join(beside, inside));
    }
  }
  rmSync(target, { recursive: true, force: true });
  renameSync(beside, target);
}
