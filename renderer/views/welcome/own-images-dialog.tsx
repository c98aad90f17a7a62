/** A folder was chosen: which plan runs on it, and under which name. */
import { type FormEvent, useEffect, useId, useRef } from 'react';
import type { PresetInfo } from '../../../shared/requests.ts';
import { Button } from '../../components/button.tsx';
import { type NewExperiment, recommendedPreset } from './use-start.ts';

type Props = {
  /** Null: closed. */
  folder: string | null;
  presets: readonly PresetInfo[];
  onClose: () => void;
  onStart: (experiment: NewExperiment) => void;
};

export function OwnImagesDialog({ folder, presets, onClose, onStart }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (folder) dialog.current?.showModal();
    else dialog.current?.close();
  }, [folder]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onClose();
    onStart({
      preset: String(form.get('preset')),
      name: String(form.get('name')).trim(),
      data: folder as string,
    });
  };
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby={id} onClose={onClose}>
      {folder && (
        <form className="own-images" onSubmit={submit}>
          <h2 id={id}>Experiment on your images</h2>
          <p className="folder-path" title={folder}>
            {folder}
          </p>
          <label>
            Name
            <input className="field" name="name" required maxLength={100} defaultValue={nameOf(folder)} />
          </label>
          <fieldset>
            <legend>Plan</legend>
            {presets.map(({ name, title }) => (
              <label key={name} className="choice">
                <input type="radio" name="preset" value={name} defaultChecked={name === recommendedPreset} />
                {title}
              </label>
            ))}
            <p className="soft small">
              The plan sets rounds, seeds and training. How long it takes depends on how many images there
              are.
            </p>
          </fieldset>
          <footer>
            <Button onClick={onClose}>Not now</Button>
            <Button kind="primary" type="submit">
              Start
            </Button>
          </footer>
        </form>
      )}
    </dialog>
  );
}

/** The folder's own name, without what the engine would refuse in a name. */
const nameOf = (folder: string): string =>
  (folder.split(/[\\/]/).findLast(Boolean) ?? '')
    .replace(/[^\p{L}\p{N} ._-]/gu, ' ')
    .replace(/ +/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .trim() || 'My images';
