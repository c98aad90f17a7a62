/** The engine as a child process under the project's own Node: calls, pushes, and a bounded number of restarts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { EventName } from '../../shared/events.ts';
import type { EngineError, RequestArgs, RequestName, RequestResult } from '../../shared/requests.ts';
import type { EngineState } from '../../shared/window.ts';
import { nodePath, projectRoot } from '../engine/setup/places.ts';

type Answer = { id: number; result?: unknown; error?: EngineError };
type Push = { event: EventName; data: unknown };
type Waiting = { resolve: (result: unknown) => void; reject: (error: EngineRefusal) => void };

/** This many ends within a minute are a fault that starting again does not mend. */
const restartsPerMinute = 3;
const linesKept = 8;
const secondsToEnd = 5;

/** What the engine refused, as an Error inside this process. */
export class EngineRefusal extends Error {
  readonly advice: string | null;
  constructor({ message, advice }: EngineError) {
    super(message);
    this.advice = advice;
  }
}

export class EngineProcess {
  #child: ChildProcess | null = null;
  #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ends: number[] = [];
  #lastLines: string[] = [];
  #ending = false;
  #state: EngineState = { state: 'ready', message: '' };
  readonly #onPush: (event: EventName, data: unknown) => void;
  readonly #onState: (state: EngineState) => void;
  readonly #command: readonly string[];

  constructor(
    onPush: (event: EventName, data: unknown) => void,
    onState: (state: EngineState) => void,
    command: readonly string[] = [nodePath, join(projectRoot, 'main/engine/server.ts')],
  ) {
    this.#onPush = onPush;
    this.#onState = onState;
    this.#command = command;
  }

  get state(): EngineState {
    return this.#state;
  }

  start(): void {
    // Electron's own switches would change what the child's Node does.
    const { ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, ...env } = process.env;
    const child = spawn(this.#command[0] as string, this.#command.slice(1), {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#lastLines = [];
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      process.stderr.write(text);
      this.#lastLines = [...this.#lastLines, ...text.split('\n').filter(Boolean)].slice(-linesKept);
    });
    child.on('message', (message) => this.#receive(message as Answer | Push));
    child.on('error', (error) => this.#ended(child, error.message));
    child.on('exit', (code, signal) => this.#ended(child, signal ?? `exit ${code}`));
    this.#setState({ state: 'ready', message: '' });
  }

  /** Asked for by the user after the engine was given up. */
  restart(): void {
    this.#ends = [];
    if (!this.#child) this.start();
  }

  call<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<RequestResult<N>> {
    const child = this.#child;
    if (!child?.connected) return Promise.reject(new EngineRefusal(this.#absence()));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      child.send({ id, name, args }, (error) => {
        if (!error || !this.#waiting.delete(id)) return;
        reject(new EngineRefusal(this.#absence()));
      });
    });
  }

  /** Lets the engine end its workers and store what they have; insists after five seconds. */
  async stop(): Promise<void> {
    this.#ending = true;
    const child = this.#child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const insist = setTimeout(() => child.kill('SIGKILL'), secondsToEnd * 1000);
    if (child.connected) child.disconnect();
    child.kill('SIGTERM');
    await ended;
    clearTimeout(insist);
  }

  #receive(message: Answer | Push): void {
    if ('event' in message) {
      this.#onPush(message.event, message.data);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.reject(new EngineRefusal(message.error));
    else waiting?.resolve(message.result);
  }

  #ended(child: ChildProcess, how: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    if (!this.#ending) this.#startAgain(how);
    for (const { reject } of waiting) reject(new EngineRefusal(this.#absence()));
  }

  #startAgain(how: string): void {
    const now = Date.now();
    this.#ends = [...this.#ends.filter((end) => now - end < 60_000), now];
    const lines = this.#lastLines.join('\n');
    if (this.#ends.length > restartsPerMinute) {
      const message = `The engine ended ${this.#ends.length} times within a minute (${how}).\n${lines}`;
      this.#setState({ state: 'failed', message: message.trim() });
      return;
    }
    const message = `The engine ended unexpectedly (${how}) and is being started again.\n${lines}`;
    this.#setState({ state: 'restarting', message: message.trim() });
    setTimeout(() => this.start(), 300 * this.#ends.length);
  }

  #absence(): EngineError {
    const kept = 'Everything that was stored is kept, and a run goes on with Resume.';
    if (this.#state.state === 'failed')
      return { message: 'The engine is not running.', advice: `${kept} Start the engine again to go on.` };
    return { message: 'The engine ended before it answered.', advice: `${kept} It is being started again.` };
  }

  #setState(state: EngineState): void {
    this.#state = state;
    this.#onState(state);
  }
}
