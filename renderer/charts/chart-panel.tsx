/** One of several small charts that are read together: what it shows in words, then the chart. */

import type { ModelChartData } from '../../shared/charts/model-points.ts';
import { ModelChart } from './model-chart.tsx';

type Props = {
  title: string;
  about: string;
  /** Stands in the chart's place when there is nothing to draw. */
  absent?: string;
  data: ModelChartData | null;
  /** What lies behind all of it; each point leads to its own part. */
  href?: string;
};

export function ChartPanel({ title, about, absent, data, href }: Props) {
  return (
    <figure className="chart-panel">
      <figcaption>
        <h3>{href ? <a href={href}>{title}</a> : title}</h3>
        <span className="small soft">{about}</span>
      </figcaption>
      {data ? <ModelChart data={data} /> : <p className="chart-absent small soft">{absent}</p>}
    </figure>
  );
}
