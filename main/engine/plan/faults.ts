/** What a schema cannot see: members that are well formed and cannot go together. Pure. */
import type { Plan } from '../../../shared/models.ts';
import { benchmarks as scored } from '../scorers/index.ts';
import { nearest } from './nearest.ts';

export interface Fault {
  readonly path: readonly (string | number)[];
  readonly what: string;
  readonly cure: string;
}

export function faultsOf(plan: Plan): Fault[] {
  return [...ofSeeds(plan), ...ofRounds(plan), ...ofBenchmarks(plan), ...ofSpecialists(plan)];
}

function ofSeeds({ seeds }: Plan): Fault[] {
  return repeated(seeds).map((at) => ({
    path: ['seeds', at],
    what: `Seed ${seeds[at]} stands twice.`,
    cure: 'The same seed gives the same model again; use another.',
  }));
}

function ofRounds({ rounds, controls }: Plan): Fault[] {
  const needs = (control: string) => control === 'shuffled' || control === 'equal-compute';
  return controls.flatMap((control, at) =>
    rounds === 0 && needs(control)
      ? [
          {
            path: ['controls', at],
            what: `The control ${control} is held against round 1, and the plan has no rounds.`,
            cure: 'Set `rounds` to 1 or more, or take the control out.',
          },
        ]
      : [],
  );
}

function ofBenchmarks({ benchmarks }: Plan): Fault[] {
  const known = scored.map(({ name }) => name);
  const unknown = benchmarks.flatMap((name, at) => {
    if (known.includes(name)) return [];
    const meant = nearest(name, known);
    const cure = meant ? `Did you mean "${meant}"?` : `There are: ${known.join(', ')}.`;
    return [{ path: ['benchmarks', at], what: `There is no benchmark "${name}".`, cure }];
  });
  const twice = repeated(benchmarks).map((at) => ({
    path: ['benchmarks', at],
    what: `The benchmark ${benchmarks[at]} stands twice.`,
    cure: 'Take one out.',
  }));
  return [...unknown, ...twice];
}

function ofSpecialists({ specialists, benchmarks }: Plan): Fault[] {
  const names = specialists.map(({ name }) => name);
  const twice = repeated(names).map((at) => ({
    path: ['specialists', at, 'name'],
    what: `Two specialists are called "${names[at]}".`,
    cure: 'Give one another name.',
  }));
  const each = specialists.flatMap((specialist, at): Fault[] => {
    const path = ['specialists', at];
    const faults: Fault[] = [];
    if (/^(v\d+|final|equal-compute|shuffled)$/.test(specialist.name)) {
      faults.push({
        path: [...path, 'name'],
        what: `"${specialist.name}" is the name of another model of the experiment.`,
        cure: 'Call the specialist after its skill.',
      });
    }
    if (!benchmarks.includes(specialist.benchmark)) {
      faults.push({
        path: [...path, 'benchmark'],
        what: `The specialist ${specialist.name} should lift "${specialist.benchmark}", which the plan does not measure.`,
        cure: `Add it to \`benchmarks\`, or name one of: ${benchmarks.join(', ')}.`,
      });
    }
    specialist.prompts.forEach((prompt, index) => {
      if (prompt.includes('{other}') && !prompt.includes('{object}')) {
        faults.push({
          path: [...path, 'prompts', index],
          what: `"${prompt}" asks about {other} without {object}.`,
          cure: 'Use {object} where it asks about one thing.',
        });
      }
    });
    return faults;
  });
  return [...twice, ...each];
}

/** Indexes of entries that stood before. */
function repeated(entries: readonly (string | number)[]): number[] {
  return entries.flatMap((entry, at) => (entries.indexOf(entry) < at ? [at] : []));
}
