/** Runs an experiment's open steps in order, once, in this process. What is done stays done; whatever happens, resume goes on. */
import { appendFileSync, mkdirSync } from 'node:fs';
import type { EventName, Events } from '../../../shared/events.ts';
import type { ExperimentState, Step, StepKind } from '../../../shared/models.ts';
import { Cancelled, EngineFailure } from '../failure.ts';
import { type Places, placesOf } from '../places.ts';
import { graphOf } from '../plan/graph.ts';
import { freeBytes, gigabytes } from '../setup/disk-space.ts';
import { recountCoverage } from '../steps/coverage.ts';
import { decide } from '../steps/decide.ts';
import { evaluate } from '../steps/evaluate.ts';
import { exportModel } from '../steps/export.ts';
import { encodeImages } from '../steps/features.ts';
import { importImages } from '../steps/import.ts';
import { lastRound } from '../steps/last-round.ts';
import { leakage } from '../steps/leakage.ts';
import { recaption } from '../steps/recaption.ts';
import { report } from '../steps/report.ts';
import type { RunStep, StepContext, StepOutcome } from '../steps/step-context.ts';
import { trainModel } from '../steps/train.ts';
import { drawWorld } from '../steps/world.ts';
import {
  allSteps,
  type Db,
  insertLoss,
  openForReading,
  openForWriting,
  redoneSteps,
  replaceSkipped,
  saveFact,
  savePeakMemory,
  saveSpeed,
  saveStep,
  saveStepKey,
} from '../store/index.ts';
import { startCaptioner } from '../workers/captioner.ts';
import { type EventOf, Trainer } from '../workers/trainer.ts';
import { missingFrom } from './clean.ts';
import { type Description, describe, stateOf } from './experiment.ts';
import { alreadyRunning, releaseLock, takeLock } from './lock.ts';
import { keysFor, takenNote, takeOver } from './reuse.ts';

export type Emit = <N extends EventName>(event: N, data: Events[N]) => void;

const kinds: Record<StepKind, RunStep> = {
  world: drawWorld,
  import: importImages,
  leakage,
  features: encodeImages,
  train: trainModel,
  export: exportModel,
  recaption,
  evaluate,
  decide,
  report,
};

/** A step needs room for what it writes; below this it is not begun. */
const bytesNeeded = 1e9;
const eventsASecond = 10;
/** The window looks every two seconds. */
const speedMilliseconds = 1000;

/** Returns the state the experiment is left in. Throws only where it could not begin (damaged, already running). */
export async function runExperiment(
  folder: string,
  emit: Emit,
  signal: AbortSignal,
): Promise<ExperimentState> {
  const places = placesOf(folder);
  const description = describe(folder);
  // A missing or empty database is damage; opened for writing it would be made anew and look like a run that never began.
  openForReading(places.database).close();
  const holder = takeLock(places.lock);
  if (holder) throw alreadyRunning(folder, holder);
  try {
    mkdirSync(places.log, { recursive: true });
    const db = openForWriting(places.database);
    try {
      return await new Run(places, description, db, emit, signal).all();
    } finally {
      db.close();
    }
  } finally {
    releaseLock(places.lock);
  }
}

class Run {
  readonly #places: Places;
  readonly #description: Description;
  readonly #db: Db;
  readonly #emit: Emit;
  readonly #signal: AbortSignal;
  readonly #trainer: Trainer;
  readonly #captioner: Trainer;
  #current: Step | null = null;
  #keys: Map<string, string> | null = null;
  #speedTold = { step: '', at: 0 };

  constructor(places: Places, description: Description, db: Db, emit: Emit, signal: AbortSignal) {
    this.#places = places;
    this.#description = description;
    this.#db = db;
    this.#emit = emit;
    this.#signal = signal;
    const peaks = { trainer: 0, captioner: 0 };
    const watched = (worker: keyof typeof peaks) => ({
      log: (line: string) => this.#log(line),
      heartbeat: ({ peak_memory_bytes }: { peak_memory_bytes: number }) => {
        peaks[worker] = peak_memory_bytes;
        const all = peaks.trainer + peaks.captioner + process.memoryUsage().rss;
        if (this.#current) savePeakMemory(db, this.#current.id, all);
      },
      progress: (event: EventOf<'progress'>) =>
        this.#tellSpeed(event.images_per_second, event.tokens_per_second),
    });
    this.#trainer = new Trainer(watched('trainer'));
    this.#captioner = startCaptioner(watched('captioner'));
  }

  async all(): Promise<ExperimentState> {
    const path = this.#places.folder;
    this.#emit('run.state', { path, state: 'running', message: 'The run holds the experiment.' });
    try {
      this.#putBackMissing();
      for (const step of allSteps(this.#db)) {
        if (step.state === 'done' || step.state === 'skipped') continue;
        if (!(await this.#one(step))) break;
      }
    } finally {
      await Promise.all([this.#trainer.stop(), this.#captioner.stop()]);
    }
    const steps = allSteps(this.#db);
    const state = stateOf(steps, false);
    const failed = steps.find((step) => step.state === 'failed');
    this.#emit('run.state', { path, state, message: failed?.note ?? '' });
    return state;
  }

  /** What was deleted to make room (run/clean.ts) and is needed again; what was made from it stays. */
  #putBackMissing(): void {
    for (const step of missingFrom(allSteps(this.#db), graphOf(this.#description.plan), this.#places)) {
      this.#log(`${step.title}: its files are gone and are made again.`);
      this.#save({ ...step, state: 'pending', done: 0, startedAt: null, endedAt: null, note: null });
    }
  }

  #tellSpeed(imagesPerSecond: number | null, tokensPerSecond: number | null): void {
    const step = this.#current?.id;
    const now = Date.now();
    if (step === undefined) return;
    if (step === this.#speedTold.step && now - this.#speedTold.at < speedMilliseconds) return;
    this.#speedTold = { step, at: now };
    saveSpeed(this.#db, { step, imagesPerSecond, tokensPerSecond });
  }

  /** False when the run ends here. */
  async #one(planned: Step): Promise<boolean> {
    const step: Step = {
      ...planned,
      state: 'running',
      startedAt: new Date().toISOString(),
      endedAt: null,
      done: 0,
      rate: null,
      secondsLeft: null,
      note: null,
    };
    this.#current = step;
    this.#save(step);
    this.#log(`${step.title}${step.seed === null ? '' : ` (seed ${step.seed})`}: begun.`);
    const end = (state: Step['state'], note: string | null): boolean => {
      Object.assign(step, { state, note, endedAt: new Date().toISOString(), secondsLeft: null });
      this.#save(step);
      this.#log(`${step.title}: ${state}${note ? `. ${note}` : '.'}`);
      this.#current = null;
      return state === 'done' || state === 'skipped';
    };
    try {
      const outcome = await this.#outcome(step, planned);
      if (this.#trainer.about) saveFact(this.#db, 'trainer', this.#trainer.about);
      const key = this.#keyOf(step);
      if (key && outcome.state === 'done') saveStepKey(this.#db, step.id, key);
      return end(outcome.state, outcome.note);
    } catch (error) {
      if (error instanceof Cancelled || this.#signal.aborted)
        return end('cancelled', 'Cancelled; resume goes on from here.');
      return end('failed', inWords(error));
    }
  }

  async #outcome(step: Step, planned: Step): Promise<StepOutcome> {
    const stopped = this.#stoppedBefore(step);
    if (stopped) return { state: 'skipped', note: stopped };
    const free = freeBytes(this.#places.folder);
    if (free < bytesNeeded) {
      throw new EngineFailure(
        `The disk has ${gigabytes(free)} left; ${step.title.toLowerCase()} wants ${gigabytes(bytesNeeded)}.`,
        'Make room on that disk and resume; everything done so far is kept.',
      );
    }
    return this.#taken(planned) ?? kinds[step.kind](this.#context(step));
  }

  /** The result of a step that another experiment has made from the same things; null where it has to be made here. */
  #taken(step: Step): StepOutcome | null {
    const key = this.#keyOf(step);
    if (this.#description.fresh || !key || redoneSteps(this.#db).includes(step.id)) return null;
    const from = takeOver(step, key, this.#places, this.#db, (line) => this.#log(line));
    if (from === null) return null;
    if (step.kind === 'recaption') {
      recountCoverage({ plan: this.#description.plan, db: this.#db, step });
    }
    return { state: 'done', note: takenNote(from) };
  }

  /** Known once the images are imported, as they are part of it. */
  #keyOf({ id, kind }: Step): string | undefined {
    if (kind === 'world' || kind === 'import') return undefined;
    this.#keys ??= keysFor(this.#description.plan, this.#db);
    return this.#keys.get(id);
  }

  /** Where the plan lets the stop rule decide, the rounds after its verdict are not run. */
  #stoppedBefore({ round, seed, kind }: Step): string | null {
    if (round === null || seed === null || kind === 'report') return null;
    const last = lastRound({ plan: this.#description.plan, db: this.#db }, seed);
    return round > last ? `The stop rule ended the rounds after round ${last}.` : null;
  }

  #context(step: Step): StepContext {
    const began = Date.now();
    let first: { at: number; done: number } | null = null;
    let told = 0;
    return {
      plan: this.#description.plan,
      places: this.#places,
      db: this.#db,
      step,
      trainer: this.#trainer,
      captioner: this.#captioner,
      signal: this.#signal,
      progress: (done, total, seen) => {
        first ??= { at: began, done: done === total ? 0 : done };
        const seconds = (Date.now() - first.at) / 1000;
        const rate = seconds > 0 ? (done - first.done) / seconds : null;
        Object.assign(step, { done, total, rate, secondsLeft: rate ? (total - done) / rate : null });
        // A server may not tell its tokens.
        if (seen && seconds > 0) this.#tellSpeed(seen.images / seconds, seen.tokens / seconds || null);
        if (done < total && Date.now() - told < 1000 / eventsASecond) return;
        told = Date.now();
        this.#save(step);
      },
      loss: (point) => insertLoss(this.#db, point),
      skipped: (entries) => replaceSkipped(this.#db, step.id, entries),
      log: (line) => this.#log(line),
    };
  }

  #save(step: Step): void {
    saveStep(this.#db, step);
    this.#emit('run.step', { path: this.#places.folder, step: { ...step } });
  }

  #log(line: string): void {
    const stamped = `${new Date().toISOString()} ${line}`;
    try {
      appendFileSync(this.#places.runLog, `${stamped}\n`);
    } catch {
      // A full disk must not turn a log line into a failure; the step's own writes report it.
    }
    this.#emit('run.log', { path: this.#places.folder, line: stamped });
  }
}

function inWords(error: unknown): string {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'ENOSPC' || code === 'SQLITE_FULL' || code === 'EDQUOT') {
    return 'The disk is full. Nothing stored so far is damaged; make room and resume.';
  }
  if (error instanceof EngineFailure)
    return error.advice ? `${error.message} ${error.advice}` : error.message;
  return `${(error as Error).stack ?? error}`;
}
