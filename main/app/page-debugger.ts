/** The page's own debugger, for what nothing else can do: taken for a moment, by one at a time. */
import type { Debugger, WebContents } from 'electron';

let last: Promise<unknown> = Promise.resolve();

/** Answers null where it cannot be had, as while somebody looks at the page with the developer's tools. */
export function withDebugger<T>(
  contents: WebContents,
  work: (page: Debugger) => Promise<T>,
): Promise<T | null> {
  const turn = last.then(async () => {
    try {
      contents.debugger.attach('1.3');
    } catch {
      return null;
    }
    try {
      return await work(contents.debugger);
    } finally {
      contents.debugger.detach();
    }
  });
  last = turn.catch(() => {});
  return turn;
}
