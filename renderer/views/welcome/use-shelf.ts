/** What the list does with one experiment, with the last refusal. Everything that lists experiments is asked again afterwards. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../data/ask.ts';
import { go, hrefOf } from '../../route.ts';

export type Shelf = ReturnType<typeof useShelf>;

export function useShelf() {
  const client = useQueryClient();
  const onSettled = () => {
    for (const name of ['experiments.list', 'experiments.trash', 'experiment.get', 'models.list'])
      void client.invalidateQueries({ queryKey: [name] });
  };
  const duplicate = useMutation({
    mutationFn: (path: string) => ask('experiments.duplicate', { path }),
    onSuccess: (copy) => go(hrefOf('run', copy.path)),
    onSettled,
  });
  const rename = useMutation({
    mutationFn: (to: { path: string; name: string }) => ask('experiments.rename', to),
    onSettled,
  });
  const archive = useMutation({
    mutationFn: (to: { path: string; archived: boolean }) => ask('experiments.archive', to),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (path: string) => ask('experiments.delete', { path }),
    onSettled,
  });
  const restore = useMutation({
    mutationFn: (id: string) => ask('experiments.restore', { id }),
    onSettled,
  });
  const latest = [duplicate, rename, archive, remove, restore].reduce((a, b) =>
    b.submittedAt > a.submittedAt ? b : a,
  );
  return { duplicate, rename, archive, remove, restore, error: latest.error };
}
