/** What a metric's name says about its figure. */

/** Figures are shares, shown in %, but for those that a benchmark counts in points of its own (MME's 2,000). */
export const isInPoints = (metric: string): boolean => metric.endsWith('(points)');
