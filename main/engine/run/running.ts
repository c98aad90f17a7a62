/** Runs that this process has started: each in a process of its own, so that neither a shell nor a view waits for it. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventName, type Events, events } from '../../../shared/events.ts';
import { EngineFailure } from '../failure.ts';
import { placesOf } from '../places.ts';
import { describe } from './experiment.ts';
import { alreadyRunning, holderOf } from './lock.ts';
import type { Emit } from './run-experiment.ts';

type Message =
  | { event: EventName; data: Events[EventName] }
  | { refused: { message: string; advice: string | null } };

/** A cancelled run saves its state; this is how long its answer is waited for. */
const cancelMilliseconds = 10_000;

export class Running {
  readonly #children = new Map<string, ChildProcess>();
  readonly #emit: Emit;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** Starts or resumes. Answers with the process id once the run holds the experiment's lock; throws what the run refused. */
  start(folder: string): Promise<number> {
    // Damaged folders are refused here, in words, before anything is started.
    describe(folder);
    const holder = holderOf(placesOf(folder).lock);
    if (holder) throw alreadyRunning(folder, holder);
    const child = fork(join(import.meta.dirname, 'process.ts'), [folder], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#children.set(folder, child);
    let refused = false;
    const words: string[] = [];
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words.push(text);
      words.splice(0, words.length - 20);
    });
    return new Promise((resolve, reject) => {
      child.on('message', (message: Message) => {
        if ('refused' in message) {
          refused = true;
          reject(new EngineFailure(message.refused.message, message.refused.advice));
          return;
        }
        if (message.event === 'run.state') resolve(child.pid as number);
        this.#emit(message.event, events[message.event].parse(message.data));
      });
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        this.#children.delete(folder);
        if (code === 0 || refused) return;
        const how = signal ?? `exit code ${code}`;
        const advice = 'Everything stored so far is kept; resume goes on.';
        const failure = new EngineFailure(
          `The run ended with ${how}. Its last words:\n${words.join('') || '(none)'}`,
          advice,
        );
        reject(failure);
        this.#emit('run.state', { path: folder, state: 'interrupted', message: failure.message });
      });
    });
  }

  /** Asks the run to stop, whoever started it; true once it has let go of the experiment, false when none was running. */
  async cancel(folder: string): Promise<boolean> {
    const lock = placesOf(folder).lock;
    const holder = holderOf(lock);
    if (!holder) return false;
    const child = this.#children.get(folder);
    if (child?.connected) child.send('cancel');
    // The lock's holder was just proven to be the very process that took it.
    else process.kill(holder.pid, 'SIGTERM');
    for (const end = Date.now() + cancelMilliseconds; Date.now() < end; await sleep(50)) {
      if (!holderOf(lock)) return true;
    }
    throw new EngineFailure(
      `The run of ${folder} (process ${holder.pid}) was asked to stop and has not yet.`,
      'It saves what it has; ask again in a moment, or end that process.',
    );
  }

  /** Lets every run that was started here save and end. */
  async stop(): Promise<void> {
    const children = [...this.#children.values()];
    const ends = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of children) if (child.connected) child.disconnect();
    await Promise.all(ends);
  }
}
