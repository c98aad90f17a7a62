/** One of several small charts that are read together: what it shows in words, then the chart. */
import { ModelChart, type ModelChartData } from './model-chart.tsx';

type Props = {
  title: string;
  about: string;
  /** Stands in the chart's place when there is nothing to draw. */
  absent?: string;
  data: ModelChartData | null;
  /** What lies behind it; a click on a point goes there as well. */
  href?: string;
  onPick?: (model: string) => void;
};

export function ChartPanel({ title, about, absent, data, href, onPick }: Props) {
  return (
    <figure className="chart-panel">
      <figcaption>
        <h3>{href ? <a href={href}>{title}</a> : title}</h3>
        <span className="small soft">{about}</span>
      </figcaption>
      {data ? (
        <ModelChart data={data} onPick={onPick} />
      ) : (
        <p className="chart-absent small soft">{absent}</p>
      )}
    </figure>
  );
}
