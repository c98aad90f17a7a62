/**
 * `node main/clip/process.ts FOLDER`: how well texts fit pictures by the model in FOLDER, one JSON line `{ id, file, text }` after the other
 * until stdin ends; answers `{ id, similarity }` or `{ id, refused }`. A process of its own, because a session holds the event loop.
 */
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { ClipFailure, openClipFolder } from './folder.ts';
import { openClipModel } from './similarity.ts';

const Question = z.strictObject({ id: z.int(), file: z.string(), text: z.string() });

try {
  const folder = await openClipFolder(process.argv[2] ?? '');
  const model = await openClipModel(folder, availableParallelism());
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, file, text } = Question.parse(JSON.parse(line));
    process.stdout.write(`${JSON.stringify({ id, ...(await model.similarity(file, text)) })}\n`);
  }
} catch (error) {
  // In words for the user where it is the model's fault; else with its place in the code.
  console.error(error instanceof ClipFailure ? error.message : error);
  process.exitCode = 1;
}
