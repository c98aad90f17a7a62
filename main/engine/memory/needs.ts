/** What a model takes of this machine's memory: from what runs here have taken, else from what was measured once and shipped. */
import { readFileSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { MemoryNeeds, WeighedModel } from '../../../shared/memory-requests.ts';
import { type ModelFolder, openModelFolder } from '../../captioner/model-folder.ts';
import { EngineFailure } from '../failure.ts';
import { ModelFault } from '../models/fault.ts';
import { modelFolder } from '../models/known.ts';
import { memoryOf } from '../models/memory.ts';
import { pico } from '../models/pico.ts';
import { shapeOf } from '../models/shape.ts';
import { type Weights, weightsOf } from '../models/weights.ts';
import { resources } from '../places.ts';
import { describe } from '../run/experiment.ts';
import { gpuMeters } from '../run/meters.ts';
import { experimentsBut } from '../run/reuse.ts';
import { openForReading, peakMemory } from '../store/index.ts';

const Measured = z.strictObject({
  /** Where and when, as it is shown. */
  measured: z.string(),
  /** A whole experiment of pico on PyTorch: run, trainer and captioner together. */
  experimentBytes: z.int(),
  onnx: z.strictObject({
    /** The run's own process beside the captioner's. */
    runBytes: z.int(),
    /** The captioner's with hardly a model. */
    processBytes: z.int(),
    /** Resident bytes for each byte of the graphs' weights. */
    perWeightByte: z.number(),
    /** Resident bytes for each byte of the cache of keys and values. */
    perCacheByte: z.number(),
  }),
});

type Uses = MemoryNeeds['uses'];
type Use = Omit<Uses[number], 'fits'>;

/** Throws an EngineFailure where there is no such model. */
export async function memoryNeeds(model: WeighedModel): Promise<MemoryNeeds> {
  const gpu = await gpuMeters();
  const machine = {
    memoryBytes: totalmem(),
    gpu: gpu && { name: gpu.name, memoryBytes: gpu.memoryTotal },
  };
  const { uses, ...about } = needsOf(model);
  const fitting: Uses = uses.map((use) => ({ ...use, fits: use.bytes <= machine.memoryBytes }));
  return { ...about, uses: fitting, machine };
}

function needsOf(model: WeighedModel): Needs {
  try {
    return model.kind === 'folder' ? ofFolder(model) : ofWeights(model);
  } catch (error) {
    if (error instanceof ModelFault) throw new EngineFailure(error.message, error.cure, { cause: error });
    throw error;
  }
}

interface Needs extends Pick<MemoryNeeds, 'parameters' | 'weightBytes' | 'untrainable'> {
  readonly uses: readonly Use[];
}

const measured = () => Measured.parse(JSON.parse(readFileSync(join(resources, 'memory.json'), 'utf8')));

function ofWeights(model: Exclude<WeighedModel, { kind: 'folder' }>): Needs {
  const folder = model.kind === 'shipped' ? modelFolder(pico) : model.path;
  const weights = weightsOf(folder);
  if (!weights)
    throw new EngineFailure(`There is no model in ${folder}.`, 'Its checkpoint is gone; choose another.');
  const taken = isPico(weights) ? (takenHere() ?? takenElsewhere()) : workedOut(folder);
  return {
    parameters: weights.parameters,
    weightBytes: weights.bytes,
    uses: [{ use: model.kind === 'shipped' ? 'training and captioning' : 'captioning', ...taken }],
    untrainable: null,
  };
}

/** What was measured is what pico takes: a checkpoint made from another model takes something else. */
const isPico = ({ parameters }: Weights): boolean => parameters === weightsOf(modelFolder(pico))?.parameters;

function workedOut(checkpoint: string): Pick<Use, 'bytes' | 'source'> {
  const { captioning, formula } = memoryOf(shapeOf(checkpoint));
  return { bytes: Math.round(captioning), source: formula };
}

/** The most of the newest experiment that has told. */
function takenHere(): Pick<Use, 'bytes' | 'source'> | null {
  const newest = experimentsBut(null).flatMap((places) => {
    try {
      const { name, createdAt } = describe(places.folder);
      const db = openForReading(places.database);
      try {
        const bytes = peakMemory(db);
        return bytes === null ? [] : [{ name, createdAt, bytes }];
      } finally {
        db.close();
      }
    } catch {
      // What cannot be read has nothing to tell; Home shows it as damaged.
      return [];
    }
  });
  const last = newest.sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  return last
    ? {
        bytes: last.bytes,
        source: `The most that ${last.name} has taken on this machine, all its processes together.`,
      }
    : null;
}

function takenElsewhere(): Pick<Use, 'bytes' | 'source'> {
  const { experimentBytes, measured: where } = measured();
  return {
    bytes: experimentBytes,
    source: `The most that the embedded experiment has taken, all its processes together: ${where}.`,
  };
}

/** As the batch asks it: so many captions are written at a time. */
const slots = 128;
/** The longest prompt that is put to it, and an answer. */
const mostTokens = { prompt: 48, answer: 64 };

function ofFolder({ path, precision }: Extract<WeighedModel, { kind: 'folder' }>): Needs {
  let opened: ModelFolder;
  try {
    opened = openModelFolder(path, precision);
  } catch (error) {
    throw new EngineFailure((error as Error).message, 'Choose the folder that holds config.json and onnx/.');
  }
  const { vision, embed, decoder } = opened.graphs;
  const weightBytes = [vision, embed, decoder].reduce((sum, graph) => sum + sizeOf(graph), 0);
  const { onnx, measured: where } = measured();
  const cacheBytes =
    slots * positionsOf(opened) * opened.layers * 2 * opened.cacheHeads * opened.headWidth * 4;
  const bytes = Math.round(
    onnx.runBytes + onnx.processBytes + onnx.perWeightByte * weightBytes + onnx.perCacheByte * cacheBytes,
  );
  const source = `Estimated from its graphs and its cache for ${slots} captions at a time, at what ONNX Runtime took for models of two sizes: ${where}. Where memory runs out, fewer are written at a time.`;
  return {
    parameters: weightsOf(path)?.parameters ?? (precision === 'fp32' ? Math.round(weightBytes / 4) : null),
    weightBytes,
    uses: [{ use: 'captioning', bytes, source }],
    untrainable: 'Graphs in ONNX only write captions; what is trained is safetensors.',
  };
}

/** A graph's weights may lie beside it. */
const sizeOf = (graph: string): number =>
  [graph, `${graph}_data`, `${graph}.data`].reduce(
    (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );

/** Of one caption: the visual tokens of a picture that is cut as finely as the folder has it, the prompt, the answer. */
function positionsOf({ visualTokens, cutFrom, imageSize, mostPositions }: ModelFolder): number {
  const side = cutFrom === null ? 0 : Math.ceil(cutFrom / imageSize);
  const squares = side * side + 1;
  return Math.min(mostPositions, squares * visualTokens + mostTokens.prompt + mostTokens.answer);
}
