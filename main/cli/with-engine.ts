/** Runs a command over an engine, prints its refusals for people or as JSON, and sets the exit status. */
import type { EventName, Events } from '../../shared/events.ts';
import { Engine } from '../engine/engine.ts';
import { EngineFailure } from '../engine/failure.ts';

export interface CommonOptions {
  readonly json?: boolean;
}

type Listener = <N extends EventName>(event: N, data: Events[N]) => void;

export async function withEngine(
  { json }: CommonOptions,
  command: (engine: Engine) => Promise<void>,
  listener: Listener = () => {},
): Promise<void> {
  const engine = new Engine(listener);
  try {
    await command(engine);
  } catch (error) {
    const { message } = error as Error;
    const advice = error instanceof EngineFailure ? error.advice : null;
    if (json) printJson({ error: { message, advice } });
    else console.error(`${message}${advice ? `\n${advice}` : ''}`);
    process.exitCode = 1;
  } finally {
    await engine.stop();
  }
}

/** One JSON value a line, so that progress can be read while it comes. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
