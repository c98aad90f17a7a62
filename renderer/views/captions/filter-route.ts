/** The gallery's filter as it stands in the address, so that a link, a reload and the way back show the same images. Pure. */
import {
  captionFlags,
  type GalleryFilter,
  galleryMetrics,
  type MetricRange,
} from '../../../shared/gallery.ts';
import type { Query } from '../../route.ts';

/** What an address says that nobody could have chosen is passed over. */
export function filterOf(query: Query): GalleryFilter {
  const { set, search, by, where = '', flags = '', order = '' } = query;
  const seed = Number(query.seed ?? '1');
  const writer = by && Number.isInteger(seed) ? { source: by, seed } : undefined;
  const ranges = where.split(',').flatMap(rangeOf);
  const named = captionFlags.filter((flag) => flags.split(',').includes(flag));
  const [metric = '', direction] = order.split(':');
  return {
    ...(set && { set }),
    ...(search && { search: search.slice(0, 1000) }),
    ...(writer && { writer }),
    ...(writer && ranges.length > 0 && { ranges }),
    ...(writer && named.length > 0 && { flags: named }),
    ...(writer && isMetric(metric) && { order: { metric, descending: direction === 'down' } }),
  };
}

export function queryOf({ set, search, writer, ranges, flags, order }: GalleryFilter): Query {
  return {
    ...(set && { set }),
    ...(search && { search }),
    ...(writer && { by: writer.source, seed: String(writer.seed) }),
    ...(ranges?.length && {
      where: ranges.map(({ metric, least, most }) => `${metric}:${least ?? ''}..${most ?? ''}`).join(','),
    }),
    ...(flags?.length && { flags: flags.join(',') }),
    ...(order && { order: `${order.metric}:${order.descending ? 'down' : 'up'}` }),
  };
}

/** Without a writer there is nothing that ranges, flags and an order could be about. */
export const withWriter = (filter: GalleryFilter, writer: GalleryFilter['writer']): GalleryFilter => {
  const { set, search, ranges, flags, order } = filter;
  return writer ? { set, search, writer, ranges, flags, order } : { set, search };
};

/** Nothing but an order, which leaves nothing out, and what is shown of everybody. */
export const isFiltered = ({ set, search, writer, ranges, flags }: GalleryFilter): boolean =>
  Boolean(set || search || writer || ranges?.length || flags?.length);

const isMetric = (name: string): boolean => galleryMetrics.some((metric) => metric.name === name);

function rangeOf(written: string): MetricRange[] {
  const [, metric = '', low = '', high = ''] = /^([a-z-]+):([-\d.e]*?)\.\.([-\d.e]*)$/.exec(written) ?? [];
  const [least, most] = [low, high].map((bound) => (bound === '' ? null : Number(bound)));
  if (!isMetric(metric) || least === undefined || most === undefined) return [];
  if (Number.isNaN(least) || Number.isNaN(most) || (least === null && most === null)) return [];
  return [{ metric, least, most }];
}
