import { type FormEvent, useEffect, useId, useRef } from 'react';
import type { ExperimentSummary } from '../../../shared/models.ts';
import { Button } from '../../components/button.tsx';

type Props = {
  /** Null: closed. */
  experiment: ExperimentSummary | null;
  onRename: (name: string) => void;
  onClose: () => void;
};

export function RenameDialog({ experiment, onRename, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (experiment) dialog.current?.showModal();
    else dialog.current?.close();
  }, [experiment]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    onClose();
    if (name !== experiment?.name) onRename(name);
  };
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby={id} onClose={onClose}>
      {experiment && (
        <form className="own-images" onSubmit={submit}>
          <h2 id={id}>Rename {experiment.name}</h2>
          <label>
            Name
            <input className="field" name="name" required maxLength={100} defaultValue={experiment.name} />
          </label>
          <p className="soft small">
            For lists and reports. Its folder keeps its name, so that nothing in it has to be found again.
          </p>
          <footer>
            <Button onClick={onClose}>Not now</Button>
            <Button kind="primary" type="submit">
              Rename
            </Button>
          </footer>
        </form>
      )}
    </dialog>
  );
}
