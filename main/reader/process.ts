/**
 * `node main/reader/process.ts`: reads what stands in pictures, one JSON line `{ id, file }` after the other until stdin ends, and answers
 * each with `{ id, texts }` or `{ id, refused }`. A process of its own, because a session holds the event loop while it computes.
 */
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { openTextReader } from './read-text.ts';

const Question = z.strictObject({ id: z.int(), file: z.string() });

const reader = await openTextReader(availableParallelism());
for await (const line of createInterface({ input: process.stdin })) {
  const { id, file } = Question.parse(JSON.parse(line));
  process.stdout.write(`${JSON.stringify({ id, ...(await reader.read(file)) })}\n`);
}
