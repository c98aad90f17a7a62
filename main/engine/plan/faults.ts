/** What a schema cannot see: members that are well formed and cannot go together. Pure. */
import { captionMetrics } from '../../../shared/caption-quality.ts';
import type { Plan, Specialist } from '../../../shared/plan.ts';
import { benchmarks as scored } from '../scorers/index.ts';
import { nameOf } from '../scorers/planned.ts';
import { isAboutSpecialists, reservedNames } from './arms.ts';
import { faultsOfCaptioners } from './captioner-faults.ts';
import { nearest } from './nearest.ts';
import { faultsOfObjectTruth } from './object-truth-faults.ts';
import { faultsOfSources } from './source-faults.ts';

export interface Fault {
  readonly path: readonly (string | number)[];
  readonly what: string;
  readonly cure: string;
}

export function faultsOf(plan: Plan): Fault[] {
  return [
    ...ofSeeds(plan),
    ...ofRounds(plan),
    ...ofBenchmarks(plan),
    ...ofOwnCaptions(plan),
    ...ofMetrics(plan),
    ...ofStopRule(plan),
    ...ofLora(plan),
    ...ofSpecialists(plan),
    ...ofArms(plan),
    ...ofControls(plan),
    ...ofVariants(plan),
    ...faultsOfSources(plan),
    ...faultsOfCaptioners(plan),
    ...faultsOfObjectTruth(plan),
  ];
}

function ofSeeds({ seeds }: Plan): Fault[] {
  return repeated(seeds).map((at) => ({
    path: ['seeds', at],
    what: `Seed ${seeds[at]} stands twice.`,
    cure: 'The same seed gives the same model again; use another.',
  }));
}

function ofRounds({ rounds, controls, variants, reducedShares, template }: Plan): Fault[] {
  const needs = 'the plan has no rounds.';
  const cure = 'Set `rounds` to 1 or more, or take it out.';
  const faults: Fault[] = [];
  if (rounds === 0) {
    controls.forEach((control, at) => {
      if (isAboutSpecialists(control) || control === 'more-data') return;
      const what = `The control ${control} is held against round 1, and ${needs}`;
      faults.push({ path: ['controls', at], what, cure });
    });
    variants.forEach(({ name }, at) => {
      faults.push({ path: ['variants', at], what: `"${name}" is a variant of round 1, and ${needs}`, cure });
    });
  }
  if (rounds > 0 && template === 'original') {
    faults.push({
      path: ['template'],
      what: 'With the template `original` no round ever reads a recaption.',
      cure: 'Use `concatenated` or `recaption`; `original` is for a variant to be held against.',
    });
  }
  for (const at of repeated(reducedShares)) {
    faults.push({
      path: ['reducedShares', at],
      what: `The share ${reducedShares[at]} stands twice.`,
      cure: 'Take one out.',
    });
  }
  return faults;
}

function ofBenchmarks({ benchmarks }: Plan): Fault[] {
  const known = scored.map(({ name }) => name);
  const unknown = benchmarks.flatMap((planned, at): Fault[] => {
    const own = typeof planned !== 'string';
    const name = own ? planned.scorer : planned;
    if (own && known.includes(planned.name)) {
      const what = `"${planned.name}" is the name of a known benchmark.`;
      return [{ path: ['benchmarks', at, 'name'], what, cure: 'Give your own another name.' }];
    }
    if (known.includes(name)) return [];
    const meant = nearest(name, known);
    const cure = meant ? `Did you mean "${meant}"?` : `There are: ${known.join(', ')}.`;
    const what = own ? `There is no scorer "${name}".` : `There is no benchmark "${name}".`;
    return [{ path: own ? ['benchmarks', at, 'scorer'] : ['benchmarks', at], what, cure }];
  });
  const names = benchmarks.map(nameOf);
  const twice = repeated(names).map((at) => ({
    path: ['benchmarks', at],
    what: `The benchmark ${names[at]} stands twice.`,
    cure: 'Take one out.',
  }));
  return [...unknown, ...twice];
}

function ofOwnCaptions({ dataset, benchmarks, ownCaptions }: Plan): Fault[] {
  const at = benchmarks.findIndex((one) => nameOf(one) === 'own-captions');
  if (!ownCaptions)
    return at < 0
      ? []
      : [
          {
            path: ['benchmarks', at],
            what: 'The benchmark own-captions is made of images that are kept from training, and the plan keeps none.',
            cure: 'Add `ownCaptions: { share: 0.05, most: 500 }`.',
          },
        ];
  const path = ['ownCaptions'];
  if (dataset.kind === 'world')
    return [{ path, what: 'The drawn world has benchmarks of its own.', cure: 'Take `ownCaptions` out.' }];
  if (dataset.kind === 'sources' && dataset.sources.some(({ role }) => role === 'benchmark'))
    return [{ path, what: 'A source brings benchmarks.', cure: 'Take `ownCaptions` out, or that source.' }];
  if (at < 0)
    return [
      {
        path,
        what: 'Images are kept from training, and the benchmark that asks about them is not measured.',
        cure: 'Add `own-captions` to `benchmarks`.',
      },
    ];
  return [];
}

function ofLora({ stages }: Plan): Fault[] {
  const { lora, trains } = stages.specialist;
  if (!lora || trains.includes('lm')) return [];
  return [
    {
      path: ['stages', 'specialist', 'lora'],
      what: 'LoRA adapts the LM, which this stage does not train.',
      cure: 'Write `trains: [projector, lm]`, or take `lora` out.',
    },
  ];
}

function ofSpecialists(plan: Plan): Fault[] {
  const { specialists } = plan;
  const benchmarks = plan.benchmarks.map(nameOf);
  const taken = reservedNames(plan);
  const names = specialists.map(({ name }) => name);
  const twice = repeated(names).map((at) => ({
    path: ['specialists', at, 'name'],
    what: `Two specialists are called "${names[at]}".`,
    cure: 'Give one another name.',
  }));
  const each = specialists.flatMap((specialist, at): Fault[] => {
    const path = ['specialists', at];
    const faults: Fault[] = [];
    if (taken.has(specialist.name) || isRound(specialist.name)) {
      faults.push({
        path: [...path, 'name'],
        what: `"${specialist.name}" is the name of another model of the experiment.`,
        cure: 'Call the specialist after its skill.',
      });
    }
    const alike = specialists.find(({ set }) => set === specialist.set) as Specialist;
    if (alike.builder !== specialist.builder) {
      faults.push({
        path: [...path, 'builder'],
        what: `The specialists ${alike.name} and ${specialist.name} read the set "${specialist.set}" in two ways.`,
        cure: 'Give them the same builder, or sets of their own.',
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

function ofMetrics({ qualityMetrics = [] }: Plan): Fault[] {
  const known = captionMetrics.map(({ name }) => name);
  return qualityMetrics.flatMap((name, at) => {
    if (known.includes(name)) return [];
    const meant = nearest(name, known);
    const cure = meant ? `Did you mean "${meant}"?` : `There are: ${known.join(', ')}.`;
    return [{ path: ['qualityMetrics', at], what: `There is no caption metric "${name}".`, cure }];
  });
}

function ofStopRule({ stop, benchmarks: planned }: Plan): Fault[] {
  const benchmarks = planned.map(nameOf);
  return (stop.benchmarks ?? []).flatMap((name, at) =>
    benchmarks.includes(name)
      ? []
      : [
          {
            path: ['stop', 'benchmarks', at],
            what: `The stop rule asks about "${name}", which the plan does not measure.`,
            cure: `Add it to \`benchmarks\`, or name some of: ${benchmarks.join(', ')}.`,
          },
        ],
  );
}

function ofArms({ specialists, specialistArms, reducedShares }: Plan): Fault[] {
  const faults: Fault[] = repeated(specialistArms).map((at) => ({
    path: ['specialistArms', at],
    what: `The arm ${specialistArms[at]} stands twice.`,
    cure: 'Take one out.',
  }));
  if (specialists.length === 0 && (specialistArms.length > 0 || reducedShares.length > 0)) {
    faults.push({
      path: [specialistArms.length > 0 ? 'specialistArms' : 'reducedShares'],
      what: 'Arms of the final generalist ask for specialists, and the plan has none.',
      cure: 'Add specialists, or take the arms out.',
    });
  }
  if (specialists.length === 1 && specialistArms.includes('leave-one-out')) {
    faults.push({
      path: ['specialistArms', specialistArms.indexOf('leave-one-out')],
      what: 'With one specialist, leaving it out leaves none.',
      cure: 'Use the arm `none`.',
    });
  }
  return faults;
}

function ofControls({ controls, otherCaptioner, specialists }: Plan): Fault[] {
  const faults: Fault[] = repeated(controls).map((at) => ({
    path: ['controls', at],
    what: `The control ${controls[at]} stands twice.`,
    cure: 'Take one out.',
  }));
  const place = (name: Plan['controls'][number]) => ['controls', controls.indexOf(name)];
  if (controls.includes('other-captioner') && !otherCaptioner) {
    faults.push({
      path: place('other-captioner'),
      what: 'The control other-captioner names no other model.',
      cure: 'Say which: `otherCaptioner: { kind: endpoint, url: ..., model: ... }` or `{ kind: folder, path: ... }`.',
    });
  }
  if (otherCaptioner && !controls.includes('other-captioner')) {
    faults.push({
      path: ['otherCaptioner'],
      what: 'Another captioner is named, and no control asks for it.',
      cure: 'Add `other-captioner` to `controls`, or take it out.',
    });
  }
  if (controls.includes('specialist-data') && specialists.length === 0) {
    faults.push({
      path: place('specialist-data'),
      what: 'The control specialist-data puts the data of specialists into SFT, and the plan has none.',
      cure: 'Add specialists, or take it out.',
    });
  }
  return faults;
}

function ofVariants(plan: Plan): Fault[] {
  const { variants, specialists } = plan;
  const names = variants.map(({ name }) => name);
  const taken = new Set([...reservedNames(plan), ...specialists.map(({ name }) => name)]);
  const twice = repeated(names).map((at) => ({
    path: ['variants', at, 'name'],
    what: `Two variants are called "${names[at]}".`,
    cure: 'Give one another name.',
  }));
  const each = variants.flatMap(({ name, prompts, template }, at): Fault[] => [
    ...(taken.has(name) || isRound(name)
      ? [
          {
            path: ['variants', at, 'name'],
            what: `"${name}" is the name of another model of the experiment.`,
            cure: 'Call the variant after what it changes.',
          },
        ]
      : []),
    ...(prompts || template
      ? []
      : [
          {
            path: ['variants', at],
            what: `The variant "${name}" changes nothing.`,
            cure: 'Give it `prompts` or a `template`.',
          },
        ]),
  ]);
  return [...twice, ...each];
}

const isRound = (name: string): boolean => /^v\d+$/.test(name);

/** Indexes of entries that stood before. */
function repeated(entries: readonly (string | number)[]): number[] {
  return entries.flatMap((entry, at) => (entries.indexOf(entry) < at ? [at] : []));
}
