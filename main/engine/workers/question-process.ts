/** A process of ours that answers one question a line: `{ id, ... }` in, `{ id, ... }` out, in order. */
import { z } from 'zod';
import { EngineFailure } from '../failure.ts';
import { projectRoot } from '../places.ts';
import { startProcess } from './start-process.ts';

export interface QuestionProcess<Q, A> {
  /** Throws EngineFailure where the process is gone. */
  ask(question: Q): Promise<A>;
  stop(): Promise<void>;
}

interface Options<A extends z.ZodType> {
  /** In messages: `The OCR model`. */
  readonly what: string;
  readonly args: readonly string[];
  readonly answer: A;
  readonly log: (line: string) => void;
}

/** A question takes a tenth of a second or so; one that takes this long will not be answered. */
const mostSeconds = 90;
const Numbered = z.looseObject({ id: z.int() });

export async function startQuestions<Q extends object, A extends z.ZodType>({
  what,
  args,
  answer,
  log,
}: Options<A>): Promise<QuestionProcess<Q, z.output<A>>> {
  const waiting = new Map<number, PromiseWithResolvers<z.output<A>>>();
  let asked = 0;
  const running = await startProcess({
    command: process.execPath,
    args,
    cwd: projectRoot,
    onLine: (line) => {
      const { id, ...rest } = Numbered.parse(JSON.parse(line));
      waiting.get(id)?.resolve(answer.parse(rest));
      waiting.delete(id);
    },
    onStderr: log,
  });
  let end: EngineFailure | null = null;
  void running.ended.then(({ code, signal }) => {
    const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
    end = new EngineFailure(
      `${what} ${how}. ${running.lastWords()}`.trim(),
      'Everything stored so far is kept.',
    );
    for (const one of waiting.values()) one.reject(end);
    waiting.clear();
  });
  return {
    async ask(question) {
      if (end) throw end;
      const id = asked++;
      const answered = Promise.withResolvers<z.output<A>>();
      waiting.set(id, answered);
      running.child.stdin.write(`${JSON.stringify({ id, ...question })}\n`);
      const timer = setTimeout(() => running.child.kill('SIGKILL'), mostSeconds * 1000);
      try {
        return await answered.promise;
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
