/** When the next request may go: so far apart as the plan says, and none while the server has asked for a pause. */
import { setTimeout as sleep } from 'node:timers/promises';

export class Pace {
  readonly #apart: number;
  #next = 0;

  constructor(requestsPerMinute: number | undefined) {
    this.#apart = requestsPerMinute ? 60_000 / requestsPerMinute : 0;
  }

  /** Rejects when `signal` is aborted. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = Date.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#apart;
    if (at > now) await sleep(at - now, undefined, { signal });
  }

  /** For all requests, not only for the one that was told so. */
  pause(seconds: number): void {
    this.#next = Math.max(this.#next, Date.now() + seconds * 1000);
  }
}
