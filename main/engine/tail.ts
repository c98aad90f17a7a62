/** The end of a text file, without reading the rest of it. */
import { open } from 'node:fs/promises';

const bytesALine = 200;

export async function lastLines(file: string, lines: number): Promise<string[]> {
  const handle = await open(file, 'r').catch(() => null);
  if (!handle) return [];
  try {
    const { size } = await handle.stat();
    // Lines are short; a few long ones only mean that fewer are shown.
    const length = Math.min(size, lines * bytesALine);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const text = buffer.toString('utf8').trimEnd().split('\n');
    const whole = length < size ? text.slice(1) : text;
    return whole.filter(Boolean).slice(-lines);
  } finally {
    await handle.close();
  }
}
