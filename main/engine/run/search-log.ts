/** Looks through the whole of a run's log, however long it is, line by line. */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Wanted {
  readonly words: string;
  /** ISO times; null: from the first line, to the last one. */
  readonly from: string | null;
  readonly to: string | null;
  readonly limit: number;
}

const stamp = /^(\d{4}-\d\d-\d\dT\S+Z) /;

/** A line without a time of its own belongs to the one before it: a stack, a worker's words. */
export async function searchLog(
  file: string,
  { words, from, to, limit }: Wanted,
): Promise<{ lines: string[]; count: number }> {
  if (!existsSync(file)) return { lines: [], count: 0 };
  const [start, end] = [from ? Date.parse(from) : -Infinity, to ? Date.parse(to) : Infinity];
  const looked = asShown(words.trim());
  const lines: string[] = [];
  let count = 0;
  let at = -Infinity;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    const written = stamp.exec(line)?.[1];
    if (written) at = Date.parse(written);
    if (line === '' || at < start || at > end) continue;
    const text = written ? line.slice(written.length + 1) : line;
    if (!asShown(text).includes(looked)) continue;
    count++;
    lines.push(line);
    // Not at every line, which would move all of them each time.
    if (lines.length > 2 * limit) lines.splice(0, lines.length - limit);
  }
  return { lines: lines.slice(-limit), count };
}

const asShown = (text: string): string => text.toLowerCase().replaceAll('-', ' ');
