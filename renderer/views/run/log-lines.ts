/** Log lines as they are shown: local time and words, each with an id of its own; and which of them are a step's. Pure. */
import type { Step } from '../../../shared/models.ts';

export interface LogLine {
  readonly id: string;
  /** `14:03:09`; empty where the line has no time. */
  readonly time: string;
  readonly text: string;
}

const stamped = /^(\d{4}-\d\d-\d\dT\S+Z) (.*)$/s;
const clock = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

export function readLines(lines: readonly string[]): LogLine[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const times = (seen.get(line) ?? 0) + 1;
    seen.set(line, times);
    const [, stamp, text] = stamped.exec(line) ?? [];
    const id = `${times} ${line}`;
    if (stamp === undefined || text === undefined) return { id, time: '', text: line };
    return { id, time: clock.format(new Date(stamp)), text };
  });
}

/** From when to when the log is about a step: its last line is written once it has ended, and before another one begins. */
export function spanOf(
  { id, startedAt }: Step,
  steps: readonly Step[],
): { from: string | null; to: string | null } {
  if (startedAt === null) return { from: null, to: null };
  const later = steps.flatMap((one) =>
    one.id !== id && one.startedAt !== null && one.startedAt > startedAt ? [one.startedAt] : [],
  );
  return { from: startedAt, to: later.sort()[0] ?? null };
}

/** Of what was found in a step's span, what is the step's: the last line of the one before it may be of the same millisecond. */
export function linesOf({ title, startedAt }: Step, found: readonly string[]): string[] {
  // Put back to its beginning, it has no lines yet.
  if (startedAt === null) return [];
  return found.filter(
    (line) => !line.startsWith(`${startedAt} `) || line.startsWith(`${startedAt} ${title}`),
  );
}
