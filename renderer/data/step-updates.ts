/** A step moves ten times a second; the page is redrawn a few times a second with the latest, and at once when a step ends. */
import type { Events } from '../../shared/events.ts';
import type { Step } from '../../shared/models.ts';

type StepEvent = Events['run.step'];
const millisecondsBetween = 250;

export class StepUpdates {
  readonly #latest = new Map<string, Map<string, Step>>();
  readonly #write: (path: string, steps: ReadonlyMap<string, Step>) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(write: (path: string, steps: ReadonlyMap<string, Step>) => void) {
    this.#write = write;
  }

  add({ path, step }: StepEvent): void {
    const steps = this.#latest.get(path) ?? new Map<string, Step>();
    this.#latest.set(path, steps.set(step.id, step));
    if (step.state !== 'running') this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), millisecondsBetween);
  }

  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    for (const [path, steps] of this.#latest) this.#write(path, steps);
    this.#latest.clear();
  }
}
