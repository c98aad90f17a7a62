import { isInPoints } from '../../../../shared/metrics.ts';
import type { Evidence } from '../evidence.ts';
import type { ReportInput } from '../input.ts';
import { benchmarkTitle, modelName } from '../names.ts';
import type { Table } from '../table.ts';

/** All further metrics of one benchmark (precision, yes-ratio, by relation, ...); null where none was stored. */
export function detailsTable(input: ReportInput, evidence: Evidence, benchmark: string): Table | null {
  const primary = evidence.rule(benchmark);
  const all = input.scores.filter(
    (score) => score.benchmark === benchmark && score.metric !== primary?.metric,
  );
  // pooled where that was stored, else the first seed
  const seed = all.some((score) => score.seed === null) ? null : (evidence.seeds[0] ?? null);
  const further = all.filter((score) => score.seed === seed);
  const metrics = [...new Set(further.map(({ metric }) => metric))];
  const models = evidence.models.filter((model) => further.some((score) => score.model === model));
  if (metrics.length === 0) return null;
  return {
    id: `details-${benchmark}`,
    number: '',
    title: `${benchmarkTitle(benchmark)}: further metrics${evidence.seeds.length > 1 ? `, ${seed === null ? 'seeds pooled' : `seed ${seed}`}` : ''}`,
    // metrics go down, models across: there are more metrics than a page is wide
    columns: [
      { key: 'metric', title: 'Metric', format: 'text' },
      ...models.map((model) => ({
        key: model,
        title: modelName(model, input.plan),
        unit: '%',
        format: 'percent' as const,
      })),
    ],
    rows: metrics.map((metric) => ({
      cells: [
        metric,
        ...models.map((model) => {
          const score = further.find((one) => one.model === model && one.metric === metric);
          if (!score) return null;
          return isInPoints(metric) ? score.value.toFixed(1) : { value: score.value };
        }),
      ],
    })),
    notes: primary ? [`Scorer: ${primary.scorer}.`] : [],
  };
}
