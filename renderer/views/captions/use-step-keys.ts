/** Keys of the open image, wherever the focus is: left and right step through the gallery, Escape goes back to it. */
import { useEffect, useRef } from 'react';

type Keys = { onBefore: (() => void) | null; onNext: (() => void) | null; onClose: () => void };

export function useStepKeys(isOpen: boolean, keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!isOpen) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      // Fields move their caret, and the gallery has taken its own keys already.
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      const inField = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
      const { onBefore, onNext, onClose } = latest.current;
      if (event.key === 'Escape') onClose();
      else if (event.key === 'ArrowLeft' && !inField) onBefore?.();
      else if (event.key === 'ArrowRight' && !inField) onNext?.();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isOpen]);
}
