/**
 * A plan as its graph of steps: what each is made from (`dependsOn`) and which members of the plan it reads (`settings`). Nothing else may
 * reach a step, so both together name its result (keys.ts). Pure: the same plan always gives the same graph, in an order that can be run.
 */
import type { Plan, StepKind } from '../../../shared/models.ts';
import { captionerOf, identityOf } from './captioner.ts';

export interface Node {
  /** `train.seed1.v0` */
  readonly id: string;
  readonly kind: StepKind;
  readonly title: string;
  readonly unit: string;
  readonly seed: number | null;
  readonly model: string | null;
  readonly round: number | null;
  readonly dependsOn: readonly string[];
  readonly settings: unknown;
}

/** `v0`..`vN` */
export const generalist = (round: number): string => `v${round}`;
export const lastGeneralist = (plan: Plan): string => generalist(plan.rounds);

export function graphOf(plan: Plan): Node[] {
  const nodes = [...preparation(plan), ...plan.seeds.flatMap((seed) => ofSeed(plan, seed))];
  const report = shared(
    'report',
    'Write the report',
    'files',
    nodes.map(({ id }) => id),
    plan.preset,
  );
  return [...nodes, report];
}

function preparation(plan: Plan): Node[] {
  const { dataset, model } = plan;
  const drawn = dataset.kind === 'world';
  return [
    ...(drawn ? [shared('world', 'Draw Emoji World', 'images', [], dataset)] : []),
    shared('import', 'Import the images', 'images', drawn ? ['world'] : [], { dataset }),
    shared('features', 'Encode the images', 'images', ['import'], { model }),
  ];
}

function shared(
  kind: StepKind,
  title: string,
  unit: string,
  dependsOn: readonly string[],
  settings: unknown,
): Node {
  return { id: kind, kind, title, unit, seed: null, model: null, round: null, dependsOn, settings };
}

function ofSeed(plan: Plan, seed: number): Node[] {
  const last = lastGeneralist(plan);
  const { decoding } = plan;
  const captioner = identityOf(captionerOf(plan, null));
  // Where the stop rule may end the rounds earlier, specialists may start from an earlier generalist than the one named here.
  const ending = plan.stop.enforce ? { stop: plan.stop } : {};
  const nodes = rounds(plan, seed);
  for (const specialist of plan.specialists) {
    const { name, set, prompts } = specialist;
    const held = exported(plan, seed, name, null);
    // Where it is asked about things it has not named itself, it is asked about those that the recaptions name.
    const from = [...idsOf(held), ...recaptionsUpTo(plan, seed)];
    nodes.push(
      train(seed, name, [id('train', seed, last)], { stage: plan.stages.specialist, set, ...ending }),
      evaluate(plan, seed, name),
      ...held,
      recaption(seed, name, null, from, { prompts, decoding, captioner }),
    );
  }
  const answers = plan.specialists.map(({ name }) => id('recaption', seed, name));
  if (answers.length > 0) {
    const settings = { ...recipe(plan), finalPretrain: plan.stages.finalPretrain };
    nodes.push(train(seed, 'final', [...recaptionsUpTo(plan, seed), ...answers], settings));
    nodes.push(evaluate(plan, seed, 'final'));
  }
  for (const control of plan.controls) {
    const from = control === 'shuffled' && plan.rounds > 0 ? [id('recaption', seed, generalist(0))] : [];
    nodes.push(train(seed, control, from, recipe(plan)), evaluate(plan, seed, control));
  }
  return nodes;
}

function rounds(plan: Plan, seed: number): Node[] {
  const { stages, longPrompts, decoding, recaptionShare, briefPrompt, stop } = plan;
  const writer = captionerOf(plan, 1);
  const captioner = identityOf(writer);
  const first = { align: stages.align, pretrain: stages.pretrain, sft: stages.sft, briefPrompt };
  const nodes = [train(seed, generalist(0), [], first, 0), evaluate(plan, seed, generalist(0), 0)];
  for (let round = 1; round <= plan.rounds; round++) {
    const [before, now] = [generalist(round - 1), generalist(round)];
    const held = exported(plan, seed, before, round);
    nodes.push(
      ...held,
      {
        ...recaption(seed, before, round, idsOf(held), { longPrompts, decoding, captioner, recaptionShare }),
        ...(writer.kind === 'endpoint' ? { title: `Recaption by ${writer.model}` } : {}),
      },
      train(seed, now, [id('recaption', seed, before)], recipe(plan), round),
      evaluate(plan, seed, now, round),
      {
        ...of('decide', seed, now, round),
        title: `Judge round ${round}`,
        unit: 'benchmarks',
        dependsOn: [id('evaluate', seed, now), id('evaluate', seed, before)],
        settings: { stop },
      },
    );
  }
  return nodes;
}

const idsOf = (nodes: readonly Node[]): string[] => nodes.map((node) => node.id);

/** What a generalist's training reads of the plan beyond its texts. */
function recipe({ stages, template, recaptionShare, briefPrompt }: Plan) {
  const { align, pretrain, recaptionPretrain, sft } = stages;
  return { align, pretrain, recaptionPretrain, sft, template, recaptionShare, briefPrompt };
}

const recaptionsUpTo = (plan: Plan, seed: number): string[] =>
  plan.rounds > 0 ? [id('recaption', seed, generalist(plan.rounds - 1))] : [];

function train(
  seed: number,
  model: string,
  from: string[],
  settings: unknown,
  round: number | null = null,
): Node {
  const dependsOn = ['features', ...from];
  return { ...of('train', seed, model, round), title: `Train ${model}`, unit: 'steps', dependsOn, settings };
}

function evaluate(plan: Plan, seed: number, model: string, round: number | null = null): Node {
  return {
    ...of('evaluate', seed, model, round),
    title: `Evaluate ${model}`,
    unit: 'questions',
    dependsOn: [id('train', seed, model)],
    settings: { benchmarks: plan.benchmarks },
  };
}

/** Where captions are written by an exported checkpoint: it is held to stock Transformers first. */
function exported(plan: Plan, seed: number, model: string, round: number | null): Node[] {
  const { captioner, decoding, longPrompts, benchmarks } = plan;
  if (captioner.kind !== 'onnx') return [];
  const node: Node = {
    ...of('export', seed, model, round),
    title: `Export ${model}`,
    unit: 'questions',
    dependsOn: [id('train', seed, model)],
    settings: { captioner, decoding, prompt: longPrompts[0], benchmarks },
  };
  return [node];
}

function recaption(
  seed: number,
  model: string,
  round: number | null,
  from: string[],
  settings: unknown,
): Node {
  const dependsOn = [id('train', seed, model), ...from];
  return {
    ...of('recaption', seed, model, round),
    title: `Recaption by ${model}`,
    unit: 'captions',
    dependsOn,
    settings,
  };
}

const of = (kind: StepKind, seed: number, model: string, round: number | null) => ({
  id: id(kind, seed, model),
  kind,
  seed,
  model,
  round,
});

const id = (kind: StepKind, seed: number, model: string): string => `${kind}.seed${seed}.${model}`;
