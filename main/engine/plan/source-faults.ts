/** Sources of a plan that are well formed and cannot go together. Pure. */
import { isAbsolute } from 'node:path';
import type { Plan } from '../../../shared/plan.ts';
import type { Fault } from './faults.ts';

const reserved = ['pretrain', 'pretrain-more', 'sft', 'sft-val', 'bench'];

export function faultsOfSources({ dataset, specialists }: Plan): Fault[] {
  if (dataset.kind !== 'sources') return [];
  const { sources } = dataset;
  const faults: Fault[] = [];
  const add = (at: number, member: string, what: string, cure: string) =>
    faults.push({ path: ['dataset', 'sources', at, member], what, cure });
  if (!sources.some(({ role }) => role === 'pretraining')) {
    faults.push({
      path: ['dataset', 'sources'],
      what: 'No source is for pretraining: there would be nothing to recaption.',
      cure: 'Give one of them the role pretraining.',
    });
  }
  const benchmarks = sources.filter(({ role }) => role === 'benchmark');
  for (const [at, source] of sources.entries()) {
    const { path, role, name } = source;
    if (!isAbsolute(path)) add(at, 'path', `"${path}" is not absolute.`, 'Write the whole path.');
    if (role === 'specialist' && !name) {
      const sets = specialists.map(({ set }) => set).join(', ');
      add(at, 'role', 'It is not said which specialist learns from it.', `Give it a name, one of: ${sets}.`);
    }
    if (role === 'specialist' && name && reserved.includes(name))
      add(at, 'name', `"${name}" is the name of another set.`, 'Call it after the specialist.');
    if (role === 'benchmark' && source !== benchmarks[0])
      add(at, 'role', 'A second source is for benchmarks.', 'Put the benchmarks into one folder.');
    const before = sources.findIndex((one) => one.path === path && one.role === role && one.name === name);
    if (before < at) add(at, 'path', `"${path}" stands twice in the same role.`, 'Take one out.');
  }
  return faults;
}
