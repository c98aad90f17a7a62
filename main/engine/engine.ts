/** The engine: every request of shared/requests.ts, answered. Shells (window, command line) hold one and translate. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Comparison, Score } from '../../shared/models.ts';
import {
  type RequestArgs,
  type RequestName,
  type RequestResult,
  type Requests,
  requests,
} from '../../shared/requests.ts';
import { EngineFailure } from './failure.ts';
import { benchmarkHandlers } from './handlers/benchmark.ts';
import { benchmarksHandlers } from './handlers/benchmarks.ts';
import { changesHandlers } from './handlers/changes.ts';
import { compareHandlers } from './handlers/compare.ts';
import { dataHandlers } from './handlers/data.ts';
import { experimentsHandlers } from './handlers/experiments.ts';
import { Exporting } from './handlers/export.ts';
import { galleryHandlers } from './handlers/gallery.ts';
import { judgeHandlers } from './handlers/judge.ts';
import { libraryHandlers } from './handlers/library.ts';
import { memoryHandlers } from './handlers/memory.ts';
import { modelFolderHandlers } from './handlers/model-folder.ts';
import { ownDataHandlers } from './handlers/own-data.ts';
import { Trying } from './handlers/prompts.ts';
import { qualityHandlers } from './handlers/quality.ts';
import { reading } from './handlers/reading.ts';
import { runHandlers } from './handlers/run.ts';
import { settingsHandlers } from './handlers/settings.ts';
import { specialistClausesHandlers } from './handlers/specialist-clauses.ts';
import { thinned } from './losses.ts';
import { experimentsFolder, placesOf } from './places.ts';
import { chosenPlan } from './plan/choose.ts';
import { listPresets } from './plan/presets.ts';
import {
  createExperiment,
  describe,
  findExperiment,
  listExperiments,
  read,
  summarise,
} from './run/experiment.ts';
import { rememberOpened } from './run/opened.ts';
import { acceptFewCaptions, overrule } from './run/overrule.ts';
import { preview } from './run/preview.ts';
import type { Emit } from './run/run-experiment.ts';
import { Running } from './run/running.ts';
import { doctor } from './setup/doctor.ts';
import { objectLexicon } from './steps/object-lexicon.ts';
import {
  allCaptionStatistics,
  allLosses,
  allScores,
  allVerdicts,
  captionsOfImage,
  coverages,
  type Db,
  failuresOfImage,
  imageWithTruth,
  openForWriting,
  summaryOf,
} from './store/index.ts';
import { lastLines } from './tail.ts';
import { inWordsIfLocked } from './unreadable.ts';

type Handlers = {
  [N in RequestName]: (args: z.output<Requests[N]['args']>) => RequestResult<N> | Promise<RequestResult<N>>;
};

export class Engine {
  readonly #running: Running;
  readonly #listener: Emit;
  /** What is asked of servers ends with the engine. */
  readonly #ended = new AbortController();
  readonly #exporting: Exporting;
  readonly #trying: Trying;

  /** `listener` hears what runs say that were started here. */
  constructor(listener: Emit) {
    this.#listener = listener;
    this.#running = new Running(listener);
    this.#exporting = new Exporting(listener);
    this.#trying = new Trying(listener);
  }

  /** Validates what arrives; throws EngineFailure with words for the user. */
  async call<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<RequestResult<N>> {
    const request = requests[name] as Requests[N] | undefined;
    if (!request) throw new EngineFailure(`There is no request "${name}".`);
    const parsed = request.args.safeParse(args);
    if (!parsed.success)
      throw new EngineFailure(`The request "${name}" was malformed: ${z.prettifyError(parsed.error)}`);
    try {
      return await this.#handlers[name](parsed.data as z.output<Requests[N]['args']>);
    } catch (error) {
      // Any statement of any handler may meet a lock.
      throw inWordsIfLocked(error);
    }
  }

  /** Runs that were started here save what they have and end. */
  async stop(): Promise<void> {
    this.#ended.abort();
    await Promise.all([this.#running.stop(), this.#exporting.stop(), this.#trying.stop()]);
  }

  readonly #handlers: Handlers = {
    ...qualityHandlers,
    ...runHandlers,
    ...benchmarksHandlers,
    ...compareHandlers,
    ...specialistClausesHandlers,
    ...experimentsHandlers,
    ...dataHandlers,
    ...ownDataHandlers,
    ...benchmarkHandlers,
    ...changesHandlers,
    ...libraryHandlers,
    ...memoryHandlers,
    ...modelFolderHandlers,
    ...settingsHandlers,
    'presets.list': () => listPresets(),
    'experiments.list': () => listExperiments(),
    'plan.preview': ({ fresh = false, ...chosen }) => preview(chosenPlan(chosen), fresh),
    'experiments.create': (args) => summarise(createExperiment(args)),
    'experiments.open': async ({ path }) => {
      const folder = findExperiment(path);
      const summary = await summarise(folder);
      rememberOpened(folder);
      return summary;
    },
    'experiment.get': ({ path }) => read(findExperiment(path)),
    'run.start': async ({ path, acceptCoverage }) => {
      const folder = findExperiment(path);
      if (acceptCoverage) acceptFewCaptions(folder);
      return { pid: await this.#running.start(folder) };
    },
    'verdict.overrule': ({ path, ...overruling }) => ({ steps: overrule(findExperiment(path), overruling) }),
    'run.cancel': async ({ path }) => ({ cancelled: await this.#running.cancel(findExperiment(path)) }),
    'experiment.losses': ({ path, limit }) => reading(path, (db) => thinned(allLosses(db), limit)),
    'experiment.log': ({ path, lines }) => lastLines(placesOf(findExperiment(path)).runLog, lines),
    'experiment.scores': ({ path }) =>
      reading(path, (db) => {
        const verdicts = allVerdicts(db);
        const pooled = summaryOf<Score>(db, 'scores').filter(({ seed }) => seed === null);
        return {
          scores: [...allScores(db), ...pooled],
          comparisons: withLater(
            summaryOf<Comparison>(db, 'comparisons'),
            verdicts.flatMap((verdict) => verdict.comparisons),
          ),
          captions: allCaptionStatistics(db),
          verdicts,
        };
      }),
    'report.write': async ({ path }) => {
      const folder = findExperiment(path);
      const places = placesOf(folder);
      const { plan } = describe(folder);
      const told = (db: Db) => (plan.captionsOnly ? coverages(db) : allScores(db)).length;
      if (reading(folder, told) === 0) return { reportPath: null };
      // Charts and their DOM are loaded only by who writes a report: everything else starts in half the time without them.
      const { makeReport } = await import('./steps/report.ts');
      const db = openForWriting(places.database);
      try {
        await makeReport(plan, places, db);
      } finally {
        db.close();
      }
      return { reportPath: join(places.report, 'report.html') };
    },
    ...galleryHandlers,
    'image.get': ({ path, id }) =>
      reading(path, (db) => {
        const found = imageWithTruth(db, id);
        if (!found) throw new EngineFailure(`There is no image ${id} in this experiment.`);
        return { ...found, captions: captionsOfImage(db, id), failures: failuresOfImage(db, id) };
      }),
    'objects.names': ({ path }) =>
      reading(path, (db) =>
        [...objectLexicon(db).names].filter((named): named is [string, string] => named[1] !== null),
      ),
    'image.file': ({ path, id }) =>
      reading(path, (db) => {
        const file = imageWithTruth(db, id)?.image.file;
        if (!file || !existsSync(file)) {
          throw new EngineFailure(
            `The file of image ${id} is gone${file ? ` (${file})` : ''}.`,
            'Its captions are kept.',
          );
        }
        return { file };
      }),
    ...judgeHandlers((event, data) => this.#listener(event, data), this.#ended.signal),
    'dataset.choices': (args) => this.#exporting.choices(args),
    'dataset.export': (args) => this.#exporting.export(args),
    'dataset.cancelExport': (args) => this.#exporting.cancel(args),
    'prompts.try': (args) => this.#trying.try(args),
    'prompts.cancel': async () => ({ cancelled: await this.#trying.stop() }),
    doctor: () => doctor(experimentsFolder()),
  };
}

/** A report's comparisons, and those that the rounds after it have stored. */
function withLater(reported: readonly Comparison[], later: readonly Comparison[]): Comparison[] {
  const keyOf = ({ seed, model, against, benchmark }: Comparison) =>
    `${seed} ${model} ${against} ${benchmark}`;
  const known = new Set(reported.map(keyOf));
  return [...reported, ...later.filter((one) => !known.has(keyOf(one)))];
}
