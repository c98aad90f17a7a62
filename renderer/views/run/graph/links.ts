/** Which dependencies are drawn. Pure. */

/** A step with those whose results it reads; stands behind them in every list here. */
export interface Dependent {
  readonly step: string;
  readonly after: readonly string[];
}

/** The same without what the others imply: where a step waits for a training, that the training waits for the import is not drawn again. */
export function drawnLinks(all: readonly Dependent[]): Dependent[] {
  const before = new Map<string, ReadonlySet<string>>();
  return all.map(({ step, after }) => {
    const implied = new Set(after.flatMap((one) => [...(before.get(one) ?? [])]));
    before.set(step, new Set([...implied, ...after]));
    return { step, after: after.filter((one) => !implied.has(one)) };
  });
}
