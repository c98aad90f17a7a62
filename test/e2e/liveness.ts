/** Watches the event loop of the window's main process and, beside it, the page's. */
import type { SquaredWindow } from './squared-window.ts';

interface Stalls {
  readonly mainP99Milliseconds: number;
  readonly mainLongestMilliseconds: number;
}

export async function startStallWatch({ app }: SquaredWindow): Promise<{ stop: () => Promise<Stalls> }> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const watch = monitorEventLoopDelay({ resolution: 10 });
    watch.enable();
    Object.assign(globalThis, { stallWatch: watch });
  });
  return {
    stop: () =>
      app.evaluate(() => {
        const { stallWatch } = globalThis as unknown as {
          stallWatch: { disable(): void; percentile(of: number): number; max: number };
        };
        stallWatch.disable();
        const milliseconds = (nanoseconds: number): number => Math.round(nanoseconds / 1e5) / 10;
        return {
          mainP99Milliseconds: milliseconds(stallWatch.percentile(99)),
          mainLongestMilliseconds: milliseconds(stallWatch.max),
        };
      }),
  };
}
