/**
 * A plan as the user writes it: YAML or JSON (which is YAML too), on a preset that it changes in the members it names.
 * Every fault is told with its line, what was found and the cure; all of them at once, so that one round of mending is enough.
 */
import { resolve } from 'node:path';
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { Plan } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';
import { pico } from '../models/pico.ts';
import { faultsOf } from './faults.ts';
import { merged } from './merged.ts';
import { faultsOfModel } from './model-faults.ts';
import { nearest } from './nearest.ts';
import { listPresets, planOf } from './presets.ts';

type Path = readonly (string | number)[];

/** What is wrong where. `line` counts from 1; null where the text has no such place. */
export interface PlanFault {
  readonly line: number | null;
  /** `stages.sft.epochs` */
  readonly member: string;
  readonly what: string;
  readonly cure: string;
}

/** Larger than any plan a person writes; what is larger is something else. */
const mostCharacters = 1_000_000;
const standardBase = 'demo';

/**
 * Throws an EngineFailure that lists every fault. `file` is only its name in the messages; a relative path of a model stands below `folder`,
 * where that is known.
 */
export function planOfDocument(text: string, file: string, folder?: string): Plan {
  if (text.length > mostCharacters) {
    throw new EngineFailure(`${file} is too large to be a plan.`, 'A plan is a short YAML or JSON text.');
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors.map(({ message, pos }) => ({
    line: lines.linePos(pos[0]).line,
    member: '',
    what: message,
    cure: 'Mend the YAML at that place.',
  }));
  if (broken.length > 0) throw refused(file, broken);
  const written: unknown = document.toJS({ maxAliasCount: 100 });
  if (!isMap(document.contents) || !isMembers(written)) {
    throw refused(file, [
      { line: 1, member: '', what: 'This is no plan.', cure: 'Write members such as `rounds: 3`.' },
    ]);
  }
  const lineOf = (path: Path): number | null => lineAt(document, path, lines);
  const { base = standardBase, ...changes } = written;
  const presets = listPresets().map(({ name }) => name);
  if (typeof base !== 'string' || !presets.includes(base)) {
    const cure = `Use one of: ${presets.join(', ')}.`;
    throw refused(file, [
      { line: lineOf(['base']), member: 'base', what: `There is no preset ${JSON.stringify(base)}.`, cure },
    ]);
  }
  if (folder !== undefined && typeof changes.model === 'string' && changes.model !== pico)
    changes.model = resolve(folder, changes.model);
  const checked = Plan.safeParse({ ...merged(planOf(base), changes), preset: base });
  const faults = checked.success
    ? [...faultsOf(checked.data), ...faultsOfModel(checked.data)].map(({ path, what, cure }) =>
        fault(path, what, cure),
      )
    : checked.error.issues.flatMap((issue) =>
        inWords(issue).map(({ path, what, cure }) => fault(path, what, cure)),
      );
  if (faults.length > 0) throw refused(file, faults);
  return (checked as { data: Plan }).data;

  function fault(path: Path, what: string, cure: string): PlanFault {
    return { line: lineOf(path), member: path.join('.'), what, cure };
  }
}

const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The line of a member, or of the innermost member around it that the text has; null for what the preset alone says. */
function lineAt(document: Document, path: Path, lines: LineCounter): number | null {
  for (let depth = path.length; depth > 0; depth--) {
    const key = path[depth - 1];
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && item.key.value === key)
      : null;
    const node = (pair?.key ?? document.getIn(path.slice(0, depth), true)) as Node | null | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

/** One of zod's issues in words, with its cure. */
function inWords(issue: z.core.$ZodIssue): { path: Path; what: string; cure: string }[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys') {
    const known = membersAt(path);
    return issue.keys.map((key) => {
      const meant = nearest(key, known);
      return {
        path: [...path, key],
        what: `A plan has no member \`${[...path, key].join('.')}\`.`,
        cure: meant ? `Did you mean \`${meant}\`?` : `Take it out; there are: ${known.join(', ')}.`,
      };
    });
  }
  if (issue.code === 'invalid_union') {
    // Of several forms, the one that was meant is that whose kind (a text, members) was written.
    const meant = issue.errors.find((form) => !form.some(isOfAnotherKind));
    if (meant) return meant.flatMap((inner) => inWords({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map((value) => JSON.stringify(value)).join(', ');
    return [{ path, what: `\`${path.join('.')}\` cannot be that.`, cure: `Use one of: ${choices}.` }];
  }
  return [
    { path, what: `\`${path.join('.')}\` cannot be that: ${issue.message}.`, cure: 'Give it such a value.' },
  ];
}

const isOfAnotherKind = ({ code, path }: z.core.$ZodIssue): boolean =>
  code === 'invalid_type' && path.length === 0;

/** The members that a plan knows at a place, from its schema; where it may take several forms, those of all of them. */
function membersAt(path: Path): string[] {
  let schemas = formsOf(Plan);
  for (const key of path) {
    schemas = schemas.flatMap((schema) => {
      if (schema instanceof z.ZodArray) return formsOf(schema.element);
      return schema instanceof z.ZodObject && key in schema.shape ? formsOf(schema.shape[key]) : [];
    });
  }
  return [
    ...new Set(schemas.flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []))),
  ];
}

/** What a schema asks for when something is given. */
function formsOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(formsOf);
  const isWrapped =
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault;
  return isWrapped ? formsOf(schema.unwrap()) : [schema];
}

function refused(file: string, faults: readonly PlanFault[]): EngineFailure {
  const told = faults.map(
    ({ line, what, cure }) => `  ${line === null ? 'from its preset' : `line ${line}`}: ${what} ${cure}`,
  );
  return new EngineFailure(
    `${file} is no plan that can be run:\n${told.join('\n')}`,
    'Nothing was begun. Mend the plan and start again.',
  );
}
