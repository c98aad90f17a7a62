/**
 * How much there is to do in each step of a plan, in parts that a measured rate can price: items, and the names of the rates that fit, the
 * closest first. The same parts are looked up in what past experiments took (run/rates.ts) and in what a planned one will take
 * (estimate.ts). Pure.
 */
import type { Captioner, Plan } from '../../../shared/plan.ts';
import type { OwnModel } from '../models/own-model.ts';
import { nameOf } from '../scorers/planned.ts';
import { mostAnswers } from '../steps/samples/prompts.ts';
import { sampleQuestions } from '../steps/samples/sample-size.ts';
import { final } from './arms.ts';
import { checkpointModelOf, type Writer, writerOf } from './captioner.ts';
import type { Node } from './graph.ts';
import {
  type DatasetCounts,
  imagesWithRole,
  nothingFor,
  optimiserSteps,
  plannedStages,
  ratesOfStage,
} from './planned-stages.ts';

export interface Part {
  /** Names of rates, the closest first. */
  readonly rates: readonly string[];
  readonly items: number;
  /** Known without a measurement: what each item takes. */
  readonly each?: number;
  /** Where none of them was measured: other names, and how many times as much as theirs an item takes. */
  readonly drawn?: { readonly rates: readonly string[]; readonly times: number };
}

/** Where the bytes of a part lie. */
export type Artifact =
  | 'world'
  | 'pixels'
  | 'features'
  | 'checkpoint'
  | 'shared'
  | 'snapshot'
  | 'exported'
  | 'report'
  | 'rows';

export interface Work {
  /** In the step's unit; null where that is known only once it is done. */
  readonly items: number | null;
  readonly seconds: readonly Part[];
  readonly bytes: readonly (Part & { readonly artifact: Artifact })[];
  /** What a server takes. */
  readonly usd: readonly Part[];
  /** Why there is nothing to do. */
  readonly idle: string | null;
}

export interface WorkOptions {
  readonly plan: Plan;
  readonly counts: DatasetCounts;
  /** Ids of steps that are not run, as their result is taken over. */
  readonly reused: ReadonlySet<string>;
  /** Of the questions about named things that a specialist could be asked, the share that finds its things. */
  readonly filled: (specialist: string, questions: number) => number;
  /** The model, where it is one of the user's own; its rates have names of their own. */
  readonly own?: OwnModel | null | undefined;
}

/** By step id, in the order of the graph. */
export function workOf(nodes: readonly Node[], options: WorkOptions): Map<string, Work> {
  // The first training of a seed that is really run trains the align stage for all.
  const aligned = new Set<number | null>();
  return new Map(nodes.map((node) => [node.id, ofNode(node, options, aligned)]));
}

const idle = (why: string): Work => ({ items: 0, seconds: [], bytes: [], usd: [], idle: why });

function ofNode(node: Node, options: WorkOptions, aligned: Set<number | null>): Work {
  const { plan, counts, reused, own = null } = options;
  const asked = plan.benchmarks.map(nameOf).filter((name) => counts.questions.has(name));
  const images = counts.sets.reduce((sum, set) => sum + set.images, 0);
  const missing = node.model === null ? null : nothingFor(node.model, options);
  if (missing !== null) return idle(missing);
  switch (node.kind) {
    case 'world':
      return simple(['world'], images, [{ artifact: 'world', rates: ['world'], items: images }]);
    case 'import':
      return simple([`import/${plan.dataset.kind}`, 'import'], images, [
        exactly({ artifact: 'pixels', rates: ['pixels'], items: images }, own?.pixelBytes),
        rows(images),
      ]);
    case 'leakage':
      return simple(['leakage'], images, []);
    case 'features':
      return {
        ...simple([], images, [
          exactly({ artifact: 'features', rates: [encoderRate], items: images }, own?.featureBytes),
        ]),
        seconds: own?.keepsFeatures === false ? [] : [part(own, 'encode', [encoderRate], images)],
      };
    case 'train': {
      const first = !aligned.has(node.seed);
      if (!reused.has(node.id)) aligned.add(node.seed);
      return training(node, options, first);
    }
    case 'export':
      return exporting(plan.captioner, own);
    case 'recaption':
      return recaptioning(node.model ?? '', options);
    case 'evaluate': {
      if (asked.length === 0) return idle('The dataset has no benchmark.');
      const sampled = node.model === final ? sampleQuestions(plan, imagesWithRole(counts, 'pretrain')) : 0;
      const questions = asked.reduce((sum, name) => sum + (counts.questions.get(name) ?? 0), sampled);
      const names = [`evaluate/${[...asked].sort().join('+')}`, 'evaluate'];
      return {
        ...simple([], questions, [rows(questions), prompts(questions)]),
        seconds: [part(own, 'answer', names, questions)],
      };
    }
    case 'decide':
      if (asked.length === 0) return idle('There is no benchmark to judge this round on.');
      return simple(['decide'], asked.length, []);
    case 'report': {
      const items = plan.seeds.length;
      return {
        ...simple(['report'], items, [{ artifact: 'report', rates: ['report'], items }]),
        items: null,
      };
    }
  }
}

function simple(rates: readonly string[], items: number, bytes: Work['bytes']): Work {
  return { items, seconds: [{ rates, items }], bytes, usd: [], idle: null };
}

const rows = (items: number) => ({ artifact: 'rows', rates: ['rows'], items }) as const;
const prompts = (items: number) => ({ artifact: 'snapshot', rates: ['snapshot/prompts'], items }) as const;

const encoderRate = 'features/pico';

/** Names of a model's own rates; pico's stand as they are. */
export const namedFor = (own: OwnModel | null, rates: readonly string[]): readonly string[] =>
  own === null ? rates : rates.map((rate) => `${own.key}: ${rate}`);

function part(
  own: OwnModel | null,
  kind: keyof OwnModel['times'],
  rates: readonly string[],
  items: number,
): Part {
  if (own === null) return { rates, items };
  return { rates: namedFor(own, rates), items, drawn: { rates, times: own.times[kind] } };
}

const exactly = <P extends Part>(one: P, each: number | undefined): P =>
  each === undefined ? one : { ...one, each };

/** What a training takes beside its optimiser steps: opening, held-out loss, saving. */
export const besideSteps = 'train/beside';

function training(node: Node, options: WorkOptions, first: boolean): Work {
  const stages = plannedStages(node, options);
  if (stages.length === 0) return idle('There is no text to train on.');
  const trained = stages.filter(({ shared }) => first || !shared);
  const { own = null } = options;
  const samples = stages.reduce((all, stage) => all + stage.samples, 0);
  const [text] = (stages.find(({ name }) => name === 'pretrain') ?? stages[0])?.texts ?? [];
  return {
    items: stages.reduce((all, stage) => all + optimiserSteps(stage), 0),
    seconds: [
      ...trained.map((stage) => {
        const seen = optimiserSteps(stage) * Math.min(stage.stage.batchSize, stage.samples);
        return part(own, 'train', ratesOfStage(stage), seen);
      }),
      part(own, 'weights', [besideSteps], 1),
    ],
    bytes: [
      exactly({ artifact: 'checkpoint', rates: ['checkpoint/pico'], items: 1 }, own?.checkpointBytes),
      ...(trained.some(({ shared }) => shared)
        ? [exactly({ artifact: 'shared' as const, rates: ['shared/pico'], items: 1 }, own?.sharedBytes)]
        : []),
      { artifact: 'snapshot', rates: [`snapshot/${text}`, 'snapshot'], items: samples },
    ],
    usd: [],
    idle: null,
  };
}

function exporting(captioner: Captioner, own: OwnModel | null): Work {
  const precision = captioner.kind === 'onnx' ? captioner.precision : 'fp32';
  const graphs = { artifact: 'exported', rates: [`exported/pico/${precision}`], items: 1 } as const;
  return {
    ...simple([], 1, [exactly(graphs, own?.exportedBytes[precision])]),
    seconds: [part(own, 'weights', [`export/${precision}`], 1)],
  };
}

/** Who writes, as rates are named: a server by its address and model. */
function writerName(writer: Writer): string {
  switch (writer.kind) {
    case 'endpoint':
      return `${writer.url}#${writer.model}`;
    case 'folder':
      return `${writer.path}#${writer.precision}`;
    case 'onnx':
      return `onnx-${writer.precision}`;
    // The same program with other weights of the same size.
    case 'checkpoint':
    case 'torch':
      return 'torch';
  }
}

function recaptioning(model: string, { plan, counts, filled, own = null }: WorkOptions): Work {
  const writer = writerOf(plan, model);
  const name = writerName(writer);
  const images = imagesWithRole(counts, 'pretrain');
  const specialist = plan.specialists.find((one) => one.name === model);
  const { open, slotted } = mostAnswers(specialist?.prompts ?? []);
  const perImage = specialist
    ? open + (slotted > 0 ? slotted * filled(model, slotted * images) : 0)
    : Math.min(1, plan.recaptionShare);
  const captions = Math.round(images * perImage);
  const served = writer.kind === 'endpoint';
  // A variant's prompts are put to the generalist of round 1, and may ask for longer or shorter texts.
  const varied = checkpointModelOf(plan, model) !== model;
  const alike = specialist ? [model] : varied ? [model, 'round'] : ['round'];
  const rates = [...alike.map((who) => `recaption/${name}/${who}`), `recaption/${name}`];
  // A server and another captioner are as fast as they are, whatever is trained here.
  const written = writer.kind === 'torch' || writer.kind === 'onnx' ? own : null;
  return {
    items: captions,
    seconds: [part(written, 'write', rates, captions)],
    bytes: [rows(captions), ...(served ? [] : [prompts(captions)])],
    usd: served && writer.price ? [{ rates: [`usd/${name}`], items: captions }] : [],
    idle: null,
  };
}
