/**
 * A question before something that cannot be taken back lightly. The browser's own modal dialog: it holds the focus, closes
 * on Escape and, unlike a library's, needs no inline style that the page's security policy would refuse.
 */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';

type Props = {
  open: boolean;
  title: string;
  children: ReactNode;
  /** What the button that goes on says. */
  confirm: string;
  decline?: string;
  danger?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

export function ConfirmDialog({
  open,
  title,
  children,
  confirm,
  decline = 'Not now',
  danger,
  onConfirm,
  onClose,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {typeof children === 'string' ? <p>{children}</p> : children}
      <footer>
        <Button onClick={onClose}>{decline}</Button>
        <Button
          kind={danger ? 'danger' : 'primary'}
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {confirm}
        </Button>
      </footer>
    </dialog>
  );
}
