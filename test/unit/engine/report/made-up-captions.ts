/** Caption metrics of the made-up experiment: invented figures, a little worse each round. */
import { type CaptionQuality, captionMetrics } from '../../../../shared/caption-quality.ts';

export function madeUpCaptionQuality(seeds: readonly number[]): CaptionQuality[] {
  const sources = ['original', 'v0', 'v1', 'v2', 'grounding'];
  return seeds.flatMap((seed) =>
    sources.map((source, i) => ({
      seed,
      source,
      before: i === 0 ? null : (sources[Math.min(i, 3) - 1] as string),
      captions: 5000,
      figures: captionMetrics
        .filter(({ name }) => isTold(name, source))
        .map(({ name, unit }, m) => {
          const value =
            unit === '%' ? 0.1 + 0.02 * i + 0.01 * m : name === 'log-probability' ? -0.3 : 12 + 20 * i;
          return {
            metric: name,
            value,
            low: name === 'vocabulary' ? null : value - 0.01,
            high: name === 'vocabulary' ? null : value + 0.01,
            sd: name === 'words' ? 3.5 : null,
            n: 5000,
          };
        }),
      matchedLength:
        i === 0
          ? null
          : {
              against: sources[Math.min(i, 3) - 1] as string,
              n: 4800,
              words: 11.2,
              before: 0.2,
              now: 0.15,
              difference: -0.05,
              low: -0.06,
              high: -0.04,
            },
      lengths: [
        [10 + 10 * i, 4000],
        [20 + 10 * i, 990],
        [5000, 10],
      ],
      tokenLengths:
        i === 0
          ? []
          : [
              [14 + 10 * i, 4900],
              [96, 100],
            ],
    })),
  );
}

const isTold = (metric: string, source: string): boolean =>
  /^(box|quote)/.test(metric)
    ? source === 'grounding'
    : source !== 'original' || !/^(new|orig|edit|content)/.test(metric);
