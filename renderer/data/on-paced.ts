/** An event that comes faster than one can look: only its latest is heard, with what else is redrawn. */
import type { AnyEventData, AnyEventName } from '../../shared/bridge.ts';
import { pace } from './pace.ts';

/** Answers a function that ends the subscription. */
export function onPaced<N extends AnyEventName>(
  name: N,
  listener: (data: AnyEventData<N>) => void,
): () => void {
  let latest: AnyEventData<N> | null = null;
  let isOver = false;
  const end = window.squared.on(name, (data) => {
    pace.live();
    const isHeldBack = latest !== null;
    latest = data;
    if (isHeldBack) return;
    pace.schedule(() => {
      const told = latest;
      latest = null;
      if (told !== null && !isOver) listener(told);
    });
  });
  return () => {
    isOver = true;
    end();
  };
}
