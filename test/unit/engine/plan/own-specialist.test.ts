/** A specialist of the user's own in a plan: its benchmark, its builder, its adapters; and what cannot be. */
import { expect, test } from 'vitest';
import { planOfDocument } from '../../../../main/engine/plan/document.ts';
import { graphOf } from '../../../../main/engine/plan/graph.ts';
import { plannedStages } from '../../../../main/engine/plan/planned-stages.ts';

const specialist = [
  'specialists:',
  '  - { name: counting, set: counting, prompts: ["how many things are there?"], benchmark: counting }',
];
const benchmarks = 'benchmarks: [vqa, { name: counting, scorer: vqa, folder: bench/counting }]';

const plan = (...lines: string[]) => planOfDocument(['base: smoke', ...lines].join('\n'), 'plan.yaml');

function refusal(...lines: string[]): string {
  try {
    plan(...lines);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The plan was taken.');
}

test('data, prompts and a benchmark in the plan are all that it takes', () => {
  const { specialists, benchmarks: planned } = plan(...specialist, benchmarks);
  expect(specialists.map(({ name }) => name)).toEqual(['counting']);
  expect(planned).toEqual(['vqa', { name: 'counting', scorer: 'vqa', folder: 'bench/counting' }]);
});

test.for([
  [
    'benchmarks: [{ name: counting, scorer: vqaa, folder: bench/c }]',
    'There is no scorer "vqaa". Did you mean "vqa"?',
  ],
  ['benchmarks: [{ name: pope, scorer: vqa, folder: bench/c }]', '"pope" is the name of a known benchmark.'],
  ['benchmarks: [counting]', 'There is no benchmark "counting".'],
  [
    'benchmarks: [vqa, { name: vqb, scorer: vqa, folder: bench/c }, { name: vqb, scorer: vsr, folder: bench/d }]',
    'The benchmark vqb stands twice.',
  ],
  ['benchmarks: [{ name: counting, scorer: vqa, folder: ../secret }]', 'a folder such as `bench/counting`'],
  [
    'benchmarks: [{ name: counting, scorer: vqa, folder: bench/../../secret }]',
    'a folder such as `bench/counting`',
  ],
  ['benchmarks: [{ name: counting, scorer: vqa }]', '`benchmarks.0.folder` cannot be that'],
  [
    'benchmarks: [{ name: counting, scorer: vqa, folder: bench/c, tittle: x }]',
    'A plan has no member `benchmarks.0.tittle`. Take it out; there are: name, scorer, folder.',
  ],
  ['benchmarks: [3]', '`benchmarks.0` cannot be that'],
] as const)('%s', ([line, said]) => {
  expect(refusal('specialists: []', line)).toContain(
    `line 3: ${said}`.replace('line 3: a folder', 'a folder'),
  );
});

test('a specialist whose benchmark is not measured is told which there are', () => {
  expect(refusal(...specialist, 'benchmarks: [vqa]')).toContain(
    'The specialist counting should lift "counting", which the plan does not measure. Add it to `benchmarks`, or name one of: vqa.',
  );
});

test('builders: known ones only, and one way of reading a set', () => {
  const own = (name: string, builder: string) =>
    `  - { name: ${name}, set: boxes, prompts: ["where is the {object}?"], benchmark: vqa, builder: ${builder} }`;
  const said = refusal('specialists:', own('one', 'spatial'), own('two', 'grounding'), 'benchmarks: [vqa]');
  expect(said).toContain('line 4: The specialists one and two read the set "boxes" in two ways.');
  expect(refusal('specialists:', own('one', 'spatiall'), 'benchmarks: [vqa]')).toContain(
    'Use one of: "spatial", "grounding", "reading".',
  );
});

test('LoRA: rank and alpha are asked for, and the LM has to be among what learns', () => {
  const { specialist: stage } = plan('stages: { specialist: { lora: { rank: 8, alpha: 16 } } }').stages;
  expect(stage).toMatchObject({ lora: { rank: 8, alpha: 16, dropout: 0 }, mix: 1 });
  expect(refusal('stages: { specialist: { lora: { rank: 8 } } }')).toContain(
    '`stages.specialist.lora.alpha`',
  );
  expect(refusal('stages: { specialist: { lora: { rank: 0, alpha: 1, dropout: 1 } } }')).toMatch(
    /rank(.|\n)*dropout/,
  );
  expect(refusal('stages: { sft: { lora: { rank: 8, alpha: 16 } } }')).toContain(
    'no member `stages.sft.lora`',
  );
  expect(refusal('stages: { specialist: { trains: [projector], lora: { rank: 8, alpha: 16 } } }')).toContain(
    'LoRA adapts the LM, which this stage does not train.',
  );
});

test('adapters, the mixed share and the builder reach the specialist’s training, and the builder the import', () => {
  const own =
    '{ name: boxes, set: boxes, prompts: ["where is the {object}?"], benchmark: vqa, builder: grounding }';
  const nodes = graphOf(
    plan(`specialists: [${own}]`, 'stages: { specialist: { mix: 0.5, lora: { rank: 2, alpha: 4 } } }'),
  );
  const settings = (id: string) => nodes.find((node) => node.id === id)?.settings;
  expect(settings('import')).toMatchObject({ builders: { boxes: 'grounding' } });
  expect(settings('train.seed1.boxes')).toMatchObject({
    builder: 'grounding',
    stage: { mix: 0.5, lora: { rank: 2, alpha: 4 } },
  });
});

test('an estimate counts what is mixed in, and both of the stages of grounding', () => {
  const counts = {
    sets: [
      { name: 'sft', role: 'sft', images: 30 },
      { name: 'boxes', role: 'specialist', images: 40 },
    ],
    described: 80,
    questions: new Map(),
  };
  const stagesWith = (builder: string, mix: number) => {
    const own = `{ name: boxes, set: boxes, prompts: ["where?"], benchmark: vqa, builder: ${builder} }`;
    const given = { plan: plan(`specialists: [${own}]`, `stages: { specialist: { mix: ${mix} } }`), counts };
    return plannedStages({ model: 'boxes', round: null }, given).map(({ samples }) => samples);
  };
  expect(stagesWith('spatial', 1)).toEqual([70]);
  expect(stagesWith('spatial', 0.5)).toEqual([55]);
  expect(stagesWith('grounding', 0)).toEqual([40, 40]);
});
