/** One of several small charts that are read together: what it shows in words, then the chart. */
import { ModelChart, type ModelChartData } from './model-chart.tsx';

type Props = {
  title: string;
  about: string;
  /** Stands in the chart's place when there is nothing to draw. */
  absent?: string;
  data: ModelChartData | null;
};

export function ChartPanel({ title, about, absent, data }: Props) {
  return (
    <figure className="chart-panel">
      <figcaption>
        <h3>{title}</h3>
        <span className="small soft">{about}</span>
      </figcaption>
      {data ? <ModelChart data={data} /> : <p className="chart-absent small soft">{absent}</p>}
    </figure>
  );
}
