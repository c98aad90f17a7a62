/**
 * A plan as its graph of steps: what each is made from (`dependsOn`) and which members of the plan it reads (`settings`). Nothing else may
 * reach a step, so both together name its result (keys.ts). Pure: the same plan always gives the same graph, in an order that can be run.
 */
import type { StepKind } from '../../../shared/models.ts';
import type { ControlName, Plan } from '../../../shared/plan.ts';
import { pico } from '../models/pico.ts';
import { type Combination, combinationsOf } from './arms.ts';
import { buildersOf } from './builders.ts';
import { checkpointModelOf, identityOf, isAnother, nameOfAnother, writerOf } from './captioner.ts';
import { promptTexts } from './prompts.ts';

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
  const { dataset, model, controls, benchmarks, leakage, ownCaptions } = plan;
  const drawn = dataset.kind === 'world';
  const builders = buildersOf(plan);
  // Further images are drawn only for the control that asks for them.
  const source = drawn && controls.includes('more-data') ? { ...dataset, more: true } : dataset;
  const images = [
    ...(drawn ? [shared('world', 'Draw Emoji World', 'images', [], source)] : []),
    shared('import', 'Import the images', 'images', drawn ? ['world'] : [], {
      dataset: source,
      builders,
      ownCaptions,
    }),
  ];
  if (plan.captionsOnly) {
    const seen = shared('features', 'Encode the images', 'images', ['import'], { model });
    return plan.captioner.kind === 'checkpoint' ? [...images, seen] : images;
  }
  return [
    ...images,
    shared('leakage', 'Look for benchmarks in training', 'images', ['import'], { benchmarks, leakage }),
    // What is left out of training has to be known before anything is made from it.
    shared('features', 'Encode the images', 'images', ['import', ...(leakage.exclude ? ['leakage'] : [])], {
      // A folder is named by its content (run/identity.ts), wherever it lies.
      model: model === pico ? model : 'folder',
    }),
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
  // Where the stop rule may end the rounds earlier, specialists may start from an earlier generalist than the one named here.
  const ending = plan.stop.enforce ? { stop: plan.stop } : {};
  const nodes = rounds(plan, seed);
  for (const specialist of plan.specialists) {
    const { name, set, prompts, builder } = specialist;
    const held = exported(plan, seed, name, null);
    // Where it is asked about things it has not named itself, it is asked about those that the recaptions name.
    const from = [...idsOf(held), ...recaptionsUpTo(plan, seed)];
    nodes.push(
      train(seed, name, [id('train', seed, last)], {
        stage: plan.stages.specialist,
        set,
        builder,
        ...ending,
      }),
      evaluate(plan, seed, name),
      ...held,
      recaption(plan, seed, name, null, from, { prompts, decoding }),
    );
  }
  return [
    ...nodes,
    ...combinationsOf(plan).flatMap((one) => combination(plan, seed, one)),
    ...plan.variants.flatMap((one) => variant(plan, seed, one)),
    ...plan.controls.flatMap((one) => control(plan, seed, one)),
  ];
}

/** The final generalist, or one of its arms. */
function combination(plan: Plan, seed: number, { name, specialists, share }: Combination): Node[] {
  const answers = specialists.map((specialist) => id('recaption', seed, specialist));
  const settings = {
    ...recipe(plan),
    finalPretrain: plan.stages.finalPretrain,
    ...(share === 1 ? {} : { share }),
  };
  return [
    train(seed, name, [...recaptionsUpTo(plan, seed), ...answers], settings),
    evaluate(plan, seed, name),
  ];
}

/** Round 1 once more with other prompts or another template (paper, table 2). */
function variant(plan: Plan, seed: number, { name, prompts, template }: Plan['variants'][number]): Node[] {
  const { decoding, recaptionShare } = plan;
  const held = idsOf(exported(plan, seed, generalist(0), 1));
  const settings = { longPrompts: prompts, decoding, recaptionShare };
  const written = prompts ? [recaption(plan, seed, name, null, held, settings)] : [];
  const from = prompts ? idsOf(written) : [id('recaption', seed, generalist(0))];
  const changed = { ...recipe(plan), ...(template ? { template } : {}) };
  return [...written, train(seed, name, from, changed), evaluate(plan, seed, name)];
}

function control(plan: Plan, seed: number, name: ControlName): Node[] {
  const first = id('recaption', seed, generalist(0));
  const { decoding, longPrompts, recaptionShare } = plan;
  const trained = (from: string[], also: object = {}): Node[] => [
    train(seed, name, from, { ...recipe(plan), ...also }),
    evaluate(plan, seed, name),
  ];
  switch (name) {
    case 'equal-compute':
    case 'more-data':
      return trained([]);
    case 'shuffled':
    case 'matched-length':
      return trained(plan.rounds > 0 ? [first] : []);
    case 'specialist-data':
      return trained(recaptionsUpTo(plan, seed), { sets: plan.specialists.map(({ set }) => set) });
    case 'other-captioner': {
      const settings = { longPrompts, decoding, recaptionShare };
      const written = recaption(plan, seed, name, null, [], settings);
      return [written, ...trained([written.id])];
    }
  }
}

function rounds(plan: Plan, seed: number): Node[] {
  const { stages, longPrompts, decoding, recaptionShare, briefPrompt, stop } = plan;
  if (plan.captionsOnly)
    return [recaption(plan, seed, generalist(0), 1, [], { longPrompts, decoding, recaptionShare })];
  const first = { align: stages.align, pretrain: stages.pretrain, sft: stages.sft, briefPrompt };
  const nodes = [train(seed, generalist(0), [], first, 0), evaluate(plan, seed, generalist(0), 0)];
  for (let round = 1; round <= plan.rounds; round++) {
    const [before, now] = [generalist(round - 1), generalist(round)];
    const held = exported(plan, seed, before, round);
    nodes.push(
      ...held,
      recaption(plan, seed, before, round, idsOf(held), { longPrompts, decoding, recaptionShare }),
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
function recipe({ stages, template, recaptionShare, briefPrompt, keep, withoutRecaption }: Plan) {
  const { align, pretrain, recaptionPretrain, sft } = stages;
  const texts = { template, recaptionShare, briefPrompt, keep, withoutRecaption };
  return { align, pretrain, recaptionPretrain, sft, ...texts };
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
    settings: { captioner, decoding, prompt: promptTexts(longPrompts)[0], benchmarks },
  };
  return [node];
}

function recaption(
  plan: Plan,
  seed: number,
  model: string,
  round: number | null,
  from: string[],
  settings: object,
): Node {
  const writer = writerOf(plan, model);
  const by = checkpointModelOf(plan, model);
  const name = isAnother(writer) ? nameOfAnother(writer) : by;
  // Only a checkpoint is asked about what the encoder saw; the others open the images themselves.
  const images = writer.kind === 'checkpoint' ? 'features' : 'import';
  const free = plan.captionsOnly || model === 'other-captioner';
  return {
    ...of('recaption', seed, model, round),
    title: `Recaption by ${name}${by === model ? '' : ` for ${model}`}`,
    unit: 'captions',
    dependsOn: [free ? images : id('train', seed, by), ...from],
    settings: { ...settings, captioner: identityOf(writer) },
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
