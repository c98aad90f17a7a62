/** Gathers what is to be redrawn, so that a live run changes the page at most four times a second. What the user asks for is shown at once. */

/** A little more than a quarter of a second: a frame that comes late must not make a fifth one in a second. */
const millisecondsBetween = 260;
/** Within so long of an act of the user what comes is taken for its answer. */
const millisecondsOfAct = 1000;
/** After the last event of a run nothing needs to be held back any more. */
const millisecondsLive = 5000;

interface Clock {
  now(): number;
  later(callback: () => void, milliseconds: number): void;
}

const realClock: Clock = {
  now: () => performance.now(),
  later: (callback, milliseconds) => {
    setTimeout(callback, milliseconds);
  },
};

export class Pace {
  readonly #clock: Clock;
  #waiting: (() => void)[] = [];
  #isPlanned = false;
  #lastFlush = Number.NEGATIVE_INFINITY;
  #lastAct = Number.NEGATIVE_INFINITY;
  #lastEvent = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock = realClock) {
    this.#clock = clock;
  }

  /** The user did something. */
  acted(): void {
    this.#lastAct = this.#clock.now();
    // What had been held back may be what the act is about.
    if (this.#waiting.length > 0) this.#clock.later(() => this.#flush(), 0);
  }

  /** Something of a run was told. */
  live(): void {
    this.#lastEvent = this.#clock.now();
  }

  /** Calls back soon: in the next task, or with what else is held back. */
  readonly schedule = (callback: () => void): void => {
    this.#waiting.push(callback);
    if (this.#isPlanned && !this.#isAwaited()) return;
    this.#isPlanned = true;
    this.#clock.later(() => this.#flush(), this.#wait());
  };

  #isAwaited(): boolean {
    const now = this.#clock.now();
    return now - this.#lastAct < millisecondsOfAct || now - this.#lastEvent > millisecondsLive;
  }

  #wait(): number {
    if (this.#isAwaited()) return 0;
    return Math.max(0, this.#lastFlush + millisecondsBetween - this.#clock.now());
  }

  #flush(): void {
    this.#isPlanned = false;
    if (this.#waiting.length === 0) return;
    this.#lastFlush = this.#clock.now();
    const callbacks = this.#waiting;
    this.#waiting = [];
    for (const callback of callbacks) callback();
  }
}

/** The one pace of the page. */
export const pace = new Pace();

/** Hears what the user does, from now on. */
export function hearActs(target: EventTarget): void {
  for (const type of ['pointerdown', 'keydown', 'wheel', 'hashchange'])
    target.addEventListener(type, () => pace.acted(), { capture: true, passive: true });
}
