/** Metrics of single captions as people read and type them: shares in per cent. Pure. */
import { type GalleryMetric, galleryMetrics, type MetricRange } from '../../../shared/gallery.ts';

export const metricNamed = (name: string): GalleryMetric | undefined =>
  galleryMetrics.find((metric) => metric.name === name);

export const metricTitle = (name: string): string => metricNamed(name)?.title ?? name;

const isShare = (name: string): boolean => metricNamed(name)?.unit === '%';

/** As in a field: without the unit. */
export function shownValue(metric: string, value: number): string {
  const shown = isShare(metric) ? value * 100 : value;
  // The columns hold single precision: 0.2 would read 0.20000000298.
  return String(Number(shown.toPrecision(6)));
}

export function typedValue(metric: string, typed: string): number | null {
  const value = Number(typed.replace('−', '-').replace(',', '.'));
  if (typed.trim() === '' || Number.isNaN(value)) return null;
  return isShare(metric) ? value / 100 : value;
}

/** With its unit: `34 %`, `−2.31`, `1 word`. */
export function valueInWords(metric: string, value: number): string {
  const shown = bareValue(metric, value);
  const { unit = '' } = metricNamed(metric) ?? {};
  const one = shown === '1' && unit !== '%' ? unit.replace(/s$/, '') : unit;
  return one ? `${shown} ${one}` : shown;
}

/** `5 to 9 words` */
export const spanInWords = (metric: string, least: number, most: number): string =>
  least === most
    ? valueInWords(metric, least)
    : `${bareValue(metric, least)} to ${valueInWords(metric, most)}`;

export const rangeInWords = ({ metric, least, most }: MetricRange): string => {
  const title = metricTitle(metric);
  if (least !== null && most !== null) return `${title}: ${spanInWords(metric, least, most)}`;
  return least === null
    ? `${title}: at most ${valueInWords(metric, most ?? 0)}`
    : `${title}: at least ${valueInWords(metric, least)}`;
};

function bareValue(metric: string, value: number): string {
  const shown = isShare(metric) ? value * 100 : value;
  const digits = Number.isInteger(shown) || isShare(metric) ? 0 : 2;
  return shown.toFixed(digits).replace('-', '−');
}

/** How the two ends of an order are called. */
export const orderInWords = (metric: string, descending: boolean): string => {
  const better = metricNamed(metric)?.better ?? null;
  if (better === null) return descending ? 'Most first' : 'Fewest first';
  return descending === (better === 'more') ? 'Best first' : 'Worst first';
};
