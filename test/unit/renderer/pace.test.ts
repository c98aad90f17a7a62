import { beforeEach, describe, expect, test } from 'vitest';
import { Pace } from '../../../renderer/data/pace.ts';

/** A clock that is moved by hand. */
class Clock {
  time = 10_000;
  #planned: { at: number; callback: () => void }[] = [];
  now = (): number => this.time;
  later = (callback: () => void, milliseconds: number): void => {
    this.#planned.push({ at: this.time + milliseconds, callback });
  };
  /** Lets so long pass, in order. */
  pass(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (;;) {
      const next = this.#planned.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#planned.splice(this.#planned.indexOf(next), 1);
      this.time = Math.max(this.time, next.at);
      next.callback();
    }
    this.time = end;
  }
}

let clock: Clock;
let pace: Pace;
let drawn: number[];
const change = (): void => pace.schedule(() => drawn.push(clock.time));

beforeEach(() => {
  clock = new Clock();
  pace = new Pace(clock);
  drawn = [];
});

/** Times at which anything was drawn. */
const redraws = (): number[] => [...new Set(drawn)];

describe('what is redrawn', () => {
  test('without a run all is shown in the next task', () => {
    for (let step = 0; step < 10; step++) {
      change();
      clock.pass(10);
    }
    expect(redraws()).toHaveLength(10);
  });

  test('while a run tells of itself at most four times in any second, and nothing is lost', () => {
    for (let step = 0; step < 600; step++) {
      pace.live();
      change();
      clock.pass(7);
    }
    clock.pass(1000);
    expect(drawn).toHaveLength(600);
    const times = redraws();
    for (const from of times)
      expect(times.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(4);
    expect(times.length).toBeGreaterThan(14);
  });

  test('what the user asks for comes at once, with what was held back', () => {
    pace.live();
    change();
    clock.pass(1);
    change();
    clock.pass(50);
    expect(redraws()).toHaveLength(1);
    pace.acted();
    clock.pass(0);
    expect(drawn).toHaveLength(2);
    pace.live();
    change();
    clock.pass(0);
    expect(drawn).toHaveLength(3);
  });

  test('a change that was planned for later comes at once when the user has acted since', () => {
    pace.live();
    change();
    clock.pass(1);
    change();
    pace.acted();
    change();
    clock.pass(0);
    expect(drawn).toHaveLength(3);
    clock.pass(2000);
    expect(drawn).toHaveLength(3);
  });

  test('when the run has been silent for a while nothing is held back', () => {
    pace.live();
    change();
    clock.pass(6000);
    change();
    clock.pass(0);
    change();
    clock.pass(0);
    expect(drawn).toHaveLength(3);
  });
});
