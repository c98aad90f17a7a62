/** What tables with a column a benchmark share: those columns, and a row's scores or differences in them. */
import { shortTitle } from '../../scorers/index.ts';
import type { Evidence } from '../evidence.ts';
import type { Cell, Column } from '../table.ts';

export const benchmarkColumns = ({ benchmarks }: Evidence, format: 'percent' | 'points'): Column[] =>
  benchmarks.map((name) => ({ key: name, title: shortTitle(name), format }));

/** A model's scores, marked where they differ significantly from those of `against`; null where no benchmark has any. */
export const scoreCells = (
  evidence: Evidence,
  model: string,
  against: string | undefined,
  seed: number | null,
): Cell[] | null =>
  unlessEmpty(
    evidence.benchmarks.map((benchmark) => {
      const score = evidence.score(model, benchmark, seed);
      if (!score) return null;
      const compared = against === undefined ? null : evidence.comparison(model, against, benchmark, seed);
      const { value, low, high } = score;
      return compared ? { value, low, high, verdict: compared.verdict } : { value, low, high };
    }),
  );

/** What a model gains over `against`, in points; null where they were compared on no benchmark. */
export const differenceCells = (
  evidence: Evidence,
  model: string,
  against: string,
  seed: number | null,
): Cell[] | null =>
  unlessEmpty(
    evidence.benchmarks.map((benchmark) => {
      const compared = evidence.comparison(model, against, benchmark, seed);
      if (!compared) return null;
      const { difference, low, high, verdict } = compared;
      return { value: difference, low, high, verdict };
    }),
  );

const unlessEmpty = (cells: Cell[]): Cell[] | null => (cells.some((cell) => cell !== null) ? cells : null);
