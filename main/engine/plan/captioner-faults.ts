/** Captioners of a plan that are well formed and cannot be, and what cannot stand in a plan that only writes captions. Pure. */
import { isAbsolute } from 'node:path';
import type { OtherCaptioner, Plan } from '../../../shared/plan.ts';
import { isAnother } from './captioner.ts';
import type { Fault } from './faults.ts';

export function faultsOfCaptioners(plan: Plan): Fault[] {
  const { captioner, otherCaptioner } = plan;
  return [
    ...(isAnother(captioner) ? ofPath(captioner, 'captioner') : []),
    ...(otherCaptioner ? ofPath(otherCaptioner, 'otherCaptioner') : []),
    ...(plan.captionsOnly ? ofCaptionsOnly(plan) : []),
  ];
}

function ofPath(writer: OtherCaptioner, member: string): Fault[] {
  if (writer.kind === 'endpoint' || isAbsolute(writer.path)) return [];
  return [
    { path: [member, 'path'], what: `"${writer.path}" is not absolute.`, cure: 'Write the whole path.' },
  ];
}

function ofCaptionsOnly(plan: Plan): Fault[] {
  const faults: Fault[] = [];
  const add = (member: keyof Plan, what: string, cure: string): void => {
    faults.push({ path: [member], what, cure });
  };
  if (!isAnother(plan.captioner)) {
    const cure =
      'Name one that is there: `captioner: { kind: checkpoint, path: ... }`, `{ kind: folder, path: ... }` or `{ kind: endpoint, url: ..., model: ... }`.';
    add('captioner', 'The plan trains nothing, so there is no model of its own to write captions.', cure);
  }
  if (plan.rounds !== 1)
    add(
      'rounds',
      `The plan only writes captions, once, and asks for ${plan.rounds} rounds.`,
      'Write `rounds: 1`.',
    );
  const trained = [
    ['specialists', 'Specialists are'],
    ['controls', 'Controls are'],
    ['variants', 'Variants are'],
  ] as const;
  for (const [member, are] of trained) {
    if (plan[member].length > 0)
      add(member, `${are} trained, and the plan only writes captions.`, `Write \`${member}: []\`.`);
  }
  return faults;
}
