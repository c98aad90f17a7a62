/** The try of prompts that this process has under way, at most one, and its requests. */
import type { promptsRequests } from '../../../shared/prompts-requests.ts';
import { Cancelled, EngineFailure } from '../failure.ts';
import { chosenPlan } from '../plan/choose.ts';
import type { Emit } from '../run/run-experiment.ts';
import { tryPrompts } from '../trying/try-prompts.ts';
import type { HandlersOf } from './handlers-of.ts';

type Handlers = HandlersOf<typeof promptsRequests>;

export class Trying {
  readonly #emit: Emit;
  #underWay: { work: Promise<unknown>; abort: AbortController } | null = null;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  readonly try: Handlers['prompts.try'] = async ({ model, prompt, skip, ...chosen }) => {
    const plan = chosenPlan(chosen);
    // Looked at again after each wait: two may have waited for the same end.
    while (this.#underWay) await this.stop();
    const abort = new AbortController();
    const work = tryPrompts({
      plan,
      model,
      prompt,
      skip,
      signal: abort.signal,
      log: (line) => console.error(line),
      progress: (phase, done, total) => this.#emit('prompts.progress', { phase, done, total }),
    });
    this.#underWay = { work, abort };
    try {
      return await work;
    } catch (error) {
      throw inWords(error, abort.signal);
    } finally {
      if (this.#underWay?.work === work) this.#underWay = null;
    }
  };

  /** Cancels what is under way and waits until it is cleared away; false where there was nothing. */
  async stop(): Promise<boolean> {
    const own = this.#underWay;
    own?.abort.abort();
    await own?.work.catch(() => {});
    return own !== null;
  }
}

function inWords(error: unknown, { aborted }: AbortSignal): unknown {
  if (aborted || error instanceof Cancelled)
    return new EngineFailure('The try was stopped.', 'Nothing of it was kept.', { cause: error });
  const { code } = error as { code?: string };
  if (code === 'ENOSPC' || code === 'SQLITE_FULL' || code === 'EDQUOT')
    return new EngineFailure('The disk of the temporary folder is full.', 'Make room there and try again.', {
      cause: error,
    });
  return error;
}
