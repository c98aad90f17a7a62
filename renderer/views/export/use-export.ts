/** One export from the form to its folder: what may be chosen, how far it is, what came of it. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ExportProgress } from '../../../shared/export.ts';
import type { RequestArgs } from '../../../shared/requests.ts';
import { ask } from '../../data/ask.ts';
import { onPaced } from '../../data/on-paced.ts';
import { keyOf } from '../../data/queries.ts';

export type ExportWish = Omit<RequestArgs<'dataset.export'>, 'path'>;

export function useExport(path: string, isOpen: boolean) {
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  const choices = useQuery({
    queryKey: keyOf('dataset.choices', { path }),
    queryFn: () => ask('dataset.choices', { path }),
    enabled: isOpen,
    // A run may have written more since the dialog was last open.
    staleTime: 0,
  });
  const work = useMutation({
    mutationFn: (wish: ExportWish) => ask('dataset.export', { path, ...wish }),
    onMutate: () => setProgress(null),
  });
  const cancel = useMutation({ mutationFn: () => ask('dataset.cancelExport', { path }) });
  useEffect(
    () =>
      onPaced('export.progress', (event) => {
        if (event.path === path) setProgress(event);
      }),
    [path],
  );
  return { choices, work, cancel, progress };
}

export type Export = ReturnType<typeof useExport>;
