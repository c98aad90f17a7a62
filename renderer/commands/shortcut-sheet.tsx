/** All keys at a glance. */
import { useEffect, useId, useRef } from 'react';
import { Button } from '../components/button.tsx';
import { shortcuts, viewKeys } from './shortcuts.ts';

export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby={id} onClose={onClose}>
      <header>
        <h2 id={id}>Keyboard shortcuts</h2>
        {/* Without a tip: that would take the first Escape for itself. */}
        <Button kind="quiet" size="small" onClick={onClose}>
          Close
        </Button>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">Keys</th>
            <th scope="col">What they do</th>
            <th scope="col">Where</th>
          </tr>
        </thead>
        <tbody>
          {[...shortcuts, ...viewKeys].map(({ keys, what, where }) => (
            <tr key={`${keys} ${where}`}>
              <td>
                <kbd>{keys}</kbd>
              </td>
              <td>{what}</td>
              <td className="small soft">{where}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </dialog>
  );
}
