/** The process that reads what stands in pictures (main/reader), one picture at a time. */
import { join } from 'node:path';
import { z } from 'zod';
import { EngineFailure } from '../failure.ts';
import { projectRoot } from '../places.ts';
import { startProcess } from './start-process.ts';

const Answer = z.union([
  z.strictObject({ id: z.int(), texts: z.array(z.string()) }),
  z.strictObject({ id: z.int(), refused: z.string() }),
]);

export interface TextReaderProcess {
  /** What stands in the picture; or why it cannot be read. Throws EngineFailure where the process is gone. */
  read(file: string): Promise<{ texts: string[] } | { refused: string }>;
  stop(): Promise<void>;
}

/** A picture takes a tenth of a second; one that takes this long will not come. */
const mostSeconds = 90;

export async function startTextReader(log: (line: string) => void): Promise<TextReaderProcess> {
  const waiting = new Map<number, PromiseWithResolvers<{ texts: string[] } | { refused: string }>>();
  let asked = 0;
  const running = await startProcess({
    command: process.execPath,
    args: [join(projectRoot, 'main', 'reader', 'process.ts')],
    cwd: projectRoot,
    onLine: (line) => {
      const { id, ...answer } = Answer.parse(JSON.parse(line));
      waiting.get(id)?.resolve(answer);
      waiting.delete(id);
    },
    onStderr: log,
  });
  const gone = (why: string) =>
    new EngineFailure(
      `The OCR model ${why}. ${running.lastWords()}`.trim(),
      'Everything stored so far is kept.',
    );
  let end: EngineFailure | null = null;
  void running.ended.then(({ code, signal }) => {
    end = gone(signal ? `was ended by ${signal}` : `ended with exit code ${code}`);
    for (const one of waiting.values()) one.reject(end);
    waiting.clear();
  });
  return {
    async read(file) {
      if (end) throw end;
      const id = asked++;
      const answer = Promise.withResolvers<{ texts: string[] } | { refused: string }>();
      waiting.set(id, answer);
      running.child.stdin.write(`${JSON.stringify({ id, file })}\n`);
      const timer = setTimeout(() => running.child.kill('SIGKILL'), mostSeconds * 1000);
      try {
        return await answer.promise;
      } finally {
        clearTimeout(timer);
      }
    },
    stop: () => {
      running.child.stdin.end();
      return running.stop(1000);
    },
  };
}
