/** Exports that this process has under way, and their requests. */
import { basename, join, resolve } from 'node:path';
import type { ExportFormat } from '../../../shared/export.ts';
import type { exportRequests } from '../../../shared/export-requests.ts';
import { formats } from '../export/formats/index.ts';
import { exportDataset } from '../export/index.ts';
import { partsOf } from '../export/part.ts';
import { EngineFailure } from '../failure.ts';
import { placesOf } from '../places.ts';
import { describe, findExperiment } from '../run/experiment.ts';
import type { Emit } from '../run/run-experiment.ts';
import { openForReading } from '../store/index.ts';
import type { HandlersOf } from './handlers-of.ts';

type Handlers = HandlersOf<typeof exportRequests>;

const millisecondsBetweenEvents = 100;

export class Exporting {
  readonly #emit: Emit;
  readonly #underWay = new Map<Promise<unknown>, { experiment: string; abort: AbortController }>();

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** Cancels what is under way and waits until it is cleared away. */
  async stop(experiment?: string): Promise<boolean> {
    const chosen = [...this.#underWay].filter(
      ([, one]) => experiment === undefined || one.experiment === experiment,
    );
    for (const [, { abort }] of chosen) abort.abort();
    await Promise.allSettled(chosen.map(([work]) => work));
    return chosen.length > 0;
  }

  readonly choices: Handlers['dataset.choices'] = ({ path }) => {
    const experiment = findExperiment(path);
    const { plan } = describe(experiment);
    const db = openForReading(placesOf(experiment).database);
    try {
      return {
        parts: partsOf({ plan, db }),
        formats: Object.entries(formats).map(([format, { title, mayReference }]) => ({
          format: format as ExportFormat,
          title,
          mayReference,
        })),
      };
    } finally {
      db.close();
    }
  };

  readonly export: Handlers['dataset.export'] = async ({ path, out, name, ...options }) => {
    const experiment = findExperiment(path);
    if (name !== undefined && (name !== basename(name) || name.startsWith('.')))
      throw new EngineFailure(`"${name}" cannot be a folder's name.`, 'Nothing was written.');
    const target = resolve(name === undefined ? out : join(out, name));
    const abort = new AbortController();
    let told = 0;
    const work = exportDataset(experiment, {
      ...options,
      target,
      signal: abort.signal,
      progress: (done, total, bytes) => {
        if (done < total && performance.now() - told < millisecondsBetweenEvents) return;
        told = performance.now();
        this.#emit('export.progress', { path: experiment, folder: target, done, total, bytes });
      },
    });
    this.#underWay.set(work, { experiment, abort });
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  };

  readonly cancel: Handlers['dataset.cancelExport'] = async ({ path }) => ({
    cancelled: await this.stop(findExperiment(path)),
  });
}
