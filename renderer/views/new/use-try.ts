/** A try under way and the last one's answers, which stay while the window is open. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AnyEventData } from '../../../shared/bridge.ts';
import type { PromptTry } from '../../../shared/prompt-try.ts';
import type { RequestArgs } from '../../../shared/requests.ts';
import { ask } from '../../data/ask.ts';

export type TryWish = RequestArgs<'prompts.try'>;

export interface DoneTry {
  readonly wish: TryWish;
  readonly result: PromptTry;
}

const key = ['prompts.try', 'last'] as const;

export function useTry() {
  const client = useQueryClient();
  const [progress, setProgress] = useState<AnyEventData<'prompts.progress'> | null>(null);
  const [last, setLast] = useState(() => client.getQueryData<DoneTry>(key) ?? null);
  const work = useMutation({
    mutationFn: async (wish: TryWish): Promise<DoneTry> => ({ wish, result: await ask('prompts.try', wish) }),
    onMutate: () => setProgress(null),
    onSuccess: (done) => {
      client.setQueryData(key, done);
      setLast(done);
    },
  });
  useEffect(() => window.squared.on('prompts.progress', setProgress), []);
  // Who leaves the page does not wait for it any more.
  useEffect(() => () => void ask('prompts.cancel', {}).catch(() => {}), []);
  const stop = useMutation({ mutationFn: () => ask('prompts.cancel', {}) });
  // What somebody has stopped is no failure.
  const error = work.isError && !stop.isSuccess ? work.error : null;
  const start = (wish: TryWish): void => {
    stop.reset();
    work.mutate(wish);
  };
  return {
    start,
    stop: () => stop.mutate(),
    stopped: work.isError && stop.isSuccess,
    work,
    error,
    progress,
    last,
  };
}
