/** The gallery's filter, kept in the address. What is typed into the search comes there once it has stood still. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { GalleryFilter } from '../../../shared/gallery.ts';
import { hrefOf, type Query } from '../../route.ts';
import { filterOf, queryOf } from './filter-route.ts';

const pause = 180;

export interface ShownFilter {
  readonly filter: GalleryFilter;
  readonly typed: string;
  readonly onType: (search: string) => void;
  readonly onFilter: (filter: GalleryFilter) => void;
  /** The address of an image, or of none, under this filter. */
  readonly hrefTo: (image: number | null) => string;
}

export function useFilter(path: string, image: number | null, query: Query): ShownFilter {
  const written = JSON.stringify(query);
  const filter = useMemo(() => filterOf(JSON.parse(written) as Query), [written]);
  const hrefOfFilter = (next: GalleryFilter, of: number | null): string =>
    hrefOf('captions', path, { ...queryOf(next), ...(of !== null && { image: String(of) }) });
  const onFilter = (next: GalleryFilter): void => window.location.replace(hrefOfFilter(next, image));
  // What has been typed is added to the filter as it is by then.
  const put = useRef((_search: string): void => {});
  put.current = (search) => onFilter({ ...filter, search });

  const address = filter.search ?? '';
  const [typed, setTyped] = useState(address);
  const sent = useRef(address);
  const timer = useRef<number>(undefined);
  const onType = (search: string): void => {
    setTyped(search);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      sent.current = search.trim();
      put.current(sent.current);
    }, pause);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  // Another address (a link, the way back) brings its own words.
  useEffect(() => {
    if (address === sent.current) return;
    sent.current = address;
    window.clearTimeout(timer.current);
    setTyped(address);
  }, [address]);

  return { filter, typed, onType, onFilter, hrefTo: (of) => hrefOfFilter(filter, of) };
}
