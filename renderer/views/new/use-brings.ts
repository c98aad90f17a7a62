import { useQuery } from '@tanstack/react-query';
import type { OwnDataBrings } from '../../../shared/own-data-requests.ts';
import { ask } from '../../data/ask.ts';
import { keyOf } from '../../data/queries.ts';
import type { Draft } from './draft.ts';

/** What the chosen folder brings beside its images; undefined until it is known, and for the drawn world. */
export function useBrings(data: Draft['data']): OwnDataBrings | undefined {
  const folder = data.kind === 'folder' ? data.path : '';
  const { data: brings } = useQuery({
    queryKey: keyOf('data.brings', { folder }),
    queryFn: () => ask('data.brings', { folder }),
    enabled: folder !== '',
  });
  return brings;
}
