import { expect, test } from 'vitest';
import { planOfDocument } from '../../../../main/engine/plan/document.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';

function refusal(text: string): string {
  try {
    planOfDocument(text, 'plan.yaml');
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The plan was taken.');
}

test('a document changes only what it names', () => {
  const plan = planOfDocument(
    'base: smoke\nseeds: [4, 5]\nstages:\n  sft:\n    epochs: 7\nstop: { enforce: true }\n',
    'plan.yaml',
  );
  const smoke = planOf('smoke');
  expect(plan).toEqual({
    ...smoke,
    seeds: [4, 5],
    stages: { ...smoke.stages, sft: { ...smoke.stages.sft, epochs: 7 } },
    stop: { ...smoke.stop, enforce: true },
  });
});

test('prices are the paper’s unless the plan has its own', () => {
  expect(planOfDocument('prices: { deviceHour: 0.5 }', 'plan.yaml').prices).toEqual({
    deviceHour: 0.5,
    peoplePerThousand: 36,
  });
  expect(refusal('prices: { deviceHours: 2 }')).toContain('Did you mean `deviceHour`?');
  expect(refusal('prices: { deviceHour: -1 }')).toContain('line 1:');
});

test('JSON is taken too, and another kind of dataset replaces the preset’s', () => {
  const plan = planOfDocument(
    JSON.stringify({ base: 'demo', dataset: { kind: 'folder', path: '/photos' } }),
    'a',
  );
  expect(plan).toEqual({ ...planOf('demo'), dataset: { kind: 'folder', path: '/photos' } });
});

test('without a base a document stands on the demo', () => {
  expect(planOfDocument('rounds: 2', 'plan.yaml')).toEqual({ ...planOf('demo'), rounds: 2 });
});

test('unknown members are told with their line and what was meant', () => {
  const said = refusal('base: demo\nround: 2\nstages:\n  sft:\n    epoch: 3\n');
  expect(said).toContain('line 2: A plan has no member `round`. Did you mean `rounds`?');
  expect(said).toContain('line 5: A plan has no member `stages.sft.epoch`. Did you mean `epochs`?');
});

test('all faults are told at once', () => {
  const said = refusal('base: smoke\nrounds: -1\nrecaptionShare: 1.5\ntemplate: shuffled\n');
  expect(said).toMatch(/line 2: `rounds`/);
  expect(said).toMatch(/line 3: `recaptionShare`/);
  expect(said).toMatch(
    /line 4: `template` cannot be that. Use one of: "concatenated", "recaption", "original"\./,
  );
});

test('arms, controls and variants that cannot be are told with their line and cure', () => {
  const said = refusal(
    [
      'base: smoke',
      'specialistArms: [none, none]',
      'reducedShares: [0.1, 0.1]',
      'controls: [other-captioner, shuffled, shuffled]',
      'stop: { benchmarks: [mmmu] }',
      'variants:',
      '  - name: final',
      '    template: recaption',
      '  - name: nothing',
      '  - name: spatial',
      '    prompts: ["describe it."]',
    ].join('\n'),
  );
  expect(said).toContain('line 2: The arm none stands twice.');
  expect(said).toContain('line 3: The share 0.1 stands twice.');
  expect(said).toContain('line 4: The control other-captioner names no other model.');
  expect(said).toContain('line 4: The control shuffled stands twice.');
  expect(said).toContain('line 5: The stop rule asks about "mmmu", which the plan does not measure.');
  expect(said).toContain('line 7: "final" is the name of another model of the experiment.');
  expect(said).toContain('line 9: The variant "nothing" changes nothing.');
  expect(said).toContain('line 10: "spatial" is the name of another model of the experiment.');
});

test('a caption metric that nobody knows is told with the nearest there is', () => {
  const said = refusal('base: smoke\nqualityMetrics: [words, repetitions]\n');
  expect(said).toContain('line 2: There is no caption metric "repetitions". Did you mean "repetition"?');
  expect(planOfDocument('qualityMetrics: [words, chair-i]', 'a').qualityMetrics).toEqual([
    'words',
    'chair-i',
  ]);
});

test('shares, weights and thresholds outside their range are refused', () => {
  const said = refusal(
    [
      'base: smoke',
      'recaptionShare: 0',
      'reducedShares: [1]',
      'minimumCoverage: 90',
      'longPrompts: [{ text: "describe it.", weight: 0 }]',
    ].join('\n'),
  );
  for (const [line, member] of [
    [2, 'recaptionShare'],
    [3, 'reducedShares.0'],
    [4, 'minimumCoverage'],
    [5, 'longPrompts.0'],
  ])
    expect(said).toContain(`line ${line}: \`${member}`);
});

test('a document that contains itself is refused, not followed', () => {
  const said = refusal('base: smoke\nstages: &all\n  sft: *all\n');
  expect(said).toContain('line 3');
});

test('what is well formed and cannot go together is told too', () => {
  const said = refusal(
    [
      'base: smoke',
      'seeds: [1, 2, 1]',
      'rounds: 0',
      'controls: [shuffled]',
      'benchmarks: [pope, vqas]',
      'specialists:',
      '  - name: v1',
      '    set: spatial',
      '    prompts: ["what is left of the {other}?"]',
      '    benchmark: vsr',
    ].join('\n'),
  );
  expect(said).toContain('line 2: Seed 1 stands twice.');
  expect(said).toContain('line 4: The control shuffled is held against round 1, and the plan has no rounds.');
  expect(said).toContain('line 5: There is no benchmark "vqas". Did you mean "vqa"?');
  expect(said).toContain('line 7: "v1" is the name of another model of the experiment.');
  expect(said).toContain('line 9: "what is left of the {other}?" asks about {other} without {object}.');
  expect(said).toContain('line 10: The specialist v1 should lift "vsr", which the plan does not measure.');
});

test('broken YAML, another base and no plan at all are refused', () => {
  expect(refusal('rounds: [1\nseeds: 2')).toMatch(/line \d+: /);
  expect(refusal('base: dmeo')).toContain('line 1: There is no preset "dmeo".');
  expect(refusal('- 1\n- 2')).toContain('This is no plan.');
  expect(refusal('')).toContain('This is no plan.');
  expect(refusal('a'.repeat(1_000_001))).toContain('too large');
});

test('a text cannot reach into prototypes or grow without end', () => {
  expect(refusal('__proto__: { polluted: 1 }')).toContain('__proto__');
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe'].map((pair) => [...pair])) {
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${of}`).join(', ')}]`);
  }
  expect(() => planOfDocument(bomb.join('\n'), 'plan.yaml')).toThrow();
});
