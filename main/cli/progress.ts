/** Steps as they go: one line a finished step, and on a terminal a bar for the one under way. */
import type { WriteStream } from 'node:tty';
import { duration } from '../../shared/duration.ts';
import type { Step } from '../../shared/models.ts';
import { secondsLeft } from '../engine/run/time-left.ts';
import { secondsBetween } from './words.ts';

const barWidth = 24;
/** Where nobody watches a bar move (a log file), a line is enough this often. */
const quietMilliseconds = 30_000;

export class Progress {
  readonly #out: WriteStream;
  #steps: Step[] = [];
  #lastLine = 0;

  constructor(out: WriteStream) {
    this.#out = out;
  }

  begin(path: string, preset: string, steps: readonly Step[]): void {
    this.#steps = [...steps];
    const done = steps.filter(({ state }) => state === 'done' || state === 'skipped').length;
    this.#print(
      `Experiment ${path} (${preset}): ${steps.length} steps${done > 0 ? `, ${done} of them done before` : ''}`,
    );
  }

  step(step: Step): void {
    const before = this.#steps[step.ordinal];
    this.#steps[step.ordinal] = step;
    if (step.state === 'running') this.#moving(step);
    else if (before?.state !== step.state) this.#print(this.#ended(step));
  }

  note(text: string): void {
    this.#print(text);
  }

  end(): void {
    this.#clear();
  }

  #moving(step: Step): void {
    const share = step.total > 0 ? step.done / step.total : 0;
    const filled = Math.round(share * barWidth);
    const parts = [
      `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${String(Math.floor(share * 100)).padStart(3)} %`,
      this.#title(step),
      ...(step.rate ? [`${step.rate.toFixed(step.rate < 10 ? 1 : 0)} ${step.unit}/s`] : []),
      ...(step.secondsLeft === null ? [] : [`${duration(step.secondsLeft)} left`]),
    ];
    const all = secondsLeft(this.#steps);
    if (all !== null) parts.push(`whole run ${duration(all)}`);
    if (this.#out.isTTY) {
      this.#clear();
      this.#out.write(parts.join('  ').slice(0, this.#out.columns - 1));
    } else if (Date.now() - this.#lastLine > quietMilliseconds) {
      this.#print(parts.join('  '));
    }
  }

  #ended(step: Step): string {
    const seconds = secondsBetween(step.startedAt, step.endedAt);
    const marks: Record<string, string> = { done: '✓', skipped: '–', failed: '✗', cancelled: '■' };
    return [
      `${marks[step.state] ?? ' '} ${this.#title(step)}`,
      ...(seconds === null ? [] : [duration(seconds)]),
      ...(step.state === 'done' && step.rate
        ? [`${step.rate.toFixed(step.rate < 10 ? 1 : 0)} ${step.unit}/s`]
        : []),
      ...(step.note ? [step.note] : []),
    ].join('  ');
  }

  #title({ ordinal, title, seed, round }: Step): string {
    const of = [round === null ? null : `round ${round}`, seed === null ? null : `seed ${seed}`].filter(
      Boolean,
    );
    return `[${ordinal + 1}/${this.#steps.length}] ${title}${of.length > 0 ? ` (${of.join(', ')})` : ''}`;
  }

  #print(line: string): void {
    this.#clear();
    this.#out.write(`${line}\n`);
    this.#lastLine = Date.now();
  }

  #clear(): void {
    if (this.#out.isTTY) this.#out.write('\r\x1b[K');
  }
}
