/** The Python trainer as the engine uses it: one process, one request at a time, watched by its heartbeat. */
import { join } from 'node:path';
import {
  type TrainerArgs,
  type TrainerCommandName,
  TrainerEvent,
  type TrainerRequest,
  trainerProtocolVersion,
} from '../../../shared/trainer-protocol.ts';
import { Cancelled, EngineFailure } from '../failure.ts';
import { resources } from '../places.ts';
import { chosenDevice } from '../settings.ts';
import { pythonPath } from '../setup/python-step.ts';
import { type RunningProcess, startProcess } from './start-process.ts';

export type EventOf<K extends TrainerEvent['event']> = Extract<TrainerEvent, { event: K }>;

export interface Listeners {
  readonly progress?: (event: EventOf<'progress'>) => void;
  readonly loss?: (event: EventOf<'loss'>) => void;
  readonly rows?: (event: EventOf<'rows'>) => void;
  readonly refused?: (event: EventOf<'refused'>) => void;
}

export interface TrainerOptions {
  readonly command?: string;
  readonly args?: readonly string[];
  /** A trainer that says nothing for so long is hung: it is ended and counts as dead. */
  readonly silenceMilliseconds?: number;
  readonly log: (line: string) => void;
  readonly heartbeat?: (event: EventOf<'heartbeat'>) => void;
  /** Hears it of every request, beside who has sent it. */
  readonly progress?: (event: EventOf<'progress'>) => void;
}

/** The trainer ended or hung in the middle of a request. Trying again goes on from its resume state. */
export class TrainerDied extends EngineFailure {}

/** How long a cancelled request may take to save its state before the trainer is ended. */
const cancelMilliseconds = 800;

export class Trainer {
  readonly #options: TrainerOptions;
  #process: RunningProcess | null = null;
  #ready: EventOf<'ready'> | null = null;
  #listener: ((event: TrainerEvent) => void) | null = null;
  #lastHeard = 0;
  #nextId = 1;

  constructor(options: TrainerOptions) {
    this.#options = options;
  }

  /** What the trainer said of itself when it last started. */
  get about(): EventOf<'ready'> | null {
    return this.#ready;
  }

  /** Runs one command to its end. Throws TrainerDied, Cancelled, or an EngineFailure with the trainer's own words. */
  async request<N extends TrainerCommandName>(
    command: N,
    args: TrainerArgs<N>,
    listeners: Listeners,
    signal: AbortSignal,
  ): Promise<Record<string, unknown>> {
    if (signal.aborted) throw new Cancelled();
    const running = await this.#started(signal);
    const id = this.#nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<Record<string, unknown>>();
    this.#listener = (event) => {
      if (!('id' in event) || event.id !== id) return;
      if (event.event === 'progress') listeners.progress?.(event);
      else if (event.event === 'loss') listeners.loss?.(event);
      else if (event.event === 'rows') listeners.rows?.(event);
      else if (event.event === 'refused') listeners.refused?.(event);
      else if (event.event === 'done') resolve(event.result);
      else if (event.event === 'cancelled') reject(new Cancelled());
      else reject(new EngineFailure(event.message, adviceFor(event.kind)));
    };
    let killer: NodeJS.Timeout | undefined;
    const cancel = () => {
      this.#send({ id, command: 'cancel' });
      killer = setTimeout(() => running.child.kill('SIGKILL'), cancelMilliseconds);
    };
    signal.addEventListener('abort', cancel, { once: true });
    void running.ended.then(({ code, signal: by }) => {
      reject(signal.aborted ? new Cancelled() : this.#death(running, code, by));
    });
    const watch = setInterval(() => {
      if (Date.now() - this.#lastHeard > (this.#options.silenceMilliseconds ?? 60_000)) {
        this.#options.log('The trainer has been silent for too long; it is ended.');
        running.child.kill('SIGKILL');
      }
    }, 1000);
    try {
      this.#lastHeard = Date.now();
      this.#send({ id, command, args } as TrainerRequest);
      return await promise;
    } finally {
      clearInterval(watch);
      clearTimeout(killer);
      signal.removeEventListener('abort', cancel);
      this.#listener = null;
    }
  }

  async stop(): Promise<void> {
    this.#process?.child.stdin.end();
    await this.#process?.stop(2000);
    this.#process = null;
  }

  async #started(signal: AbortSignal): Promise<RunningProcess> {
    if (this.#process) return this.#process;
    const ready = Promise.withResolvers<EventOf<'ready'>>();
    const trainer = join(resources, 'trainer');
    const device = chosenDevice();
    const running = await startProcess({
      command: this.#options.command ?? process.env.SQUARED_TRAINER_PYTHON ?? pythonPath,
      args: this.#options.args ?? ['-m', 'squared_trainer', 'serve'],
      cwd: trainer,
      env: {
        PYTHONPATH: trainer,
        // Nothing is ever looked up on a network, whatever a library thinks.
        HF_HUB_OFFLINE: '1',
        TRANSFORMERS_OFFLINE: '1',
        TOKENIZERS_PARALLELISM: 'false',
        ...(device === null ? {} : { SQUARED_DEVICE: device }),
      },
      onLine: (line) => this.#heard(line, ready.resolve),
      onStderr: this.#options.log,
    });
    this.#process = running;
    void running.ended.then(({ code, signal: by }) => {
      if (this.#process === running) this.#process = null;
      ready.reject(this.#death(running, code, by));
    });
    const abort = () => {
      running.child.kill('SIGKILL');
      ready.reject(new Cancelled());
    };
    signal.addEventListener('abort', abort, { once: true });
    try {
      this.#ready = await ready.promise;
    } finally {
      signal.removeEventListener('abort', abort);
    }
    if (this.#ready.protocol !== trainerProtocolVersion) {
      await this.stop();
      throw new EngineFailure(
        `The trainer speaks protocol ${this.#ready.protocol}; the engine speaks ${trainerProtocolVersion}.`,
        'Both must come from the same version of Squared.',
      );
    }
    return running;
  }

  #heard(line: string, ready: (event: EventOf<'ready'>) => void): void {
    this.#lastHeard = Date.now();
    let event: TrainerEvent;
    try {
      event = TrainerEvent.parse(JSON.parse(line));
    } catch {
      this.#options.log(`Not an event from the trainer: ${line.slice(0, 500)}`);
      return;
    }
    if (event.event === 'ready') ready(event);
    else if (event.event === 'heartbeat') this.#options.heartbeat?.(event);
    else {
      if (event.event === 'progress') this.#options.progress?.(event);
      this.#listener?.(event);
    }
  }

  #send(request: TrainerRequest): void {
    this.#process?.child.stdin.write(`${JSON.stringify(request)}\n`);
  }

  #death(running: RunningProcess, code: number | null, by: string | null): TrainerDied {
    const how = by ? `was ended by ${by}` : `ended with exit code ${code}`;
    return new TrainerDied(
      `The trainer ${how}. Its last words:\n${running.lastWords() || '(none)'}`,
      'Everything stored so far is kept; resume goes on from the last saved step.',
    );
  }
}

function adviceFor(kind: string): string {
  const kept = 'Everything stored so far is kept; resume goes on.';
  if (kind === 'no_space') return `Make room on that disk. ${kept}`;
  if (kind === 'out_of_memory') return `Close other programs, or use smaller batches. ${kept}`;
  if (kind === 'refused') return 'Nothing of that file was opened.';
  return kept;
}
