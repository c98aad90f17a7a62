import { useSyncExternalStore } from 'react';

/** Too narrow for a gallery and an image side by side; captions.css has the same bound. */
const query = '(max-width: 860px)';

const subscribe = (changed: () => void): (() => void) => {
  const media = matchMedia(query);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
};

export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(query).matches);
