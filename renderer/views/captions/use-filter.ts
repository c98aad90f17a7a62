/** The gallery's filter, kept in the address. What is typed into the search comes there once it has stood still. */
import { useEffect, useMemo, useState } from 'react';
import type { GalleryFilter } from '../../../shared/gallery.ts';
import { hrefOf, type Query } from '../../route.ts';
import { filterOf, queryOf } from './filter-route.ts';
import { useDelayed } from './use-delayed.ts';

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
  const address = filter.search ?? '';
  const [typed, setTyped] = useState(address);
  const settled = useDelayed(typed, 180);

  const hrefOfFilter = (next: GalleryFilter, of: number | null): string =>
    hrefOf('captions', path, { ...queryOf(next), ...(of !== null && { image: String(of) }) });
  const onFilter = (next: GalleryFilter): void => window.location.replace(hrefOfFilter(next, image));

  // Another address (a link, the way back) brings its own words.
  const [known, setKnown] = useState(address);
  if (known !== address) {
    setKnown(address);
    if (address !== settled.trim()) setTyped(address);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address; a new address is no reason to.
  useEffect(() => {
    const search = settled.trim();
    if (settled === typed && search !== address) onFilter({ ...filter, search });
  }, [settled]);

  return { filter, typed, onType: setTyped, onFilter, hrefTo: (of) => hrefOfFilter(filter, of) };
}
