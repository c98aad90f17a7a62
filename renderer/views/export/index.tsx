/** Export: a button, and the dialog that takes a part of the experiment out as a dataset. */
import './export.css';
import { useEffect, useId, useRef, useState } from 'react';
import type { Experiment } from '../../../shared/models.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ExportForm } from './form.tsx';
import { Outcome, UnderWay } from './outcome.tsx';
import { useExport } from './use-export.ts';

export function ExportButton({ experiment }: { experiment: Experiment }) {
  const { path, name } = experiment.summary;
  const [isOpen, setIsOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const { choices, work, cancel, progress } = useExport(path, isOpen);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const close = (): void => {
    setIsOpen(false);
    // Pressed twice, Escape closes all the same; opened again, the dialog shows what is still under way.
    if (!work.isPending) work.reset();
  };
  return (
    <>
      <Button size="small" icon="out" onClick={() => setIsOpen(true)}>
        Export…
      </Button>
      <dialog
        ref={dialog}
        className="confirm export"
        aria-labelledby={id}
        onClose={close}
        // Escape does not leave an export behind that nobody sees.
        onCancel={(event) => work.isPending && event.preventDefault()}
        // What is behind the dialog has its own meaning for Escape.
        onKeyDown={(event) => event.stopPropagation()}
      >
        <h2 id={id}>{work.data ? 'Exported' : 'Export as a dataset'}</h2>
        {work.isPending && (
          <UnderWay progress={progress} cancelling={cancel.isPending} onCancel={() => cancel.mutate()} />
        )}
        {work.data && <Outcome result={work.data} onClose={close} />}
        {isOpen && !work.data && (
          <div hidden={work.isPending}>
            <ErrorNotice error={work.error ?? choices.error} />
            {choices.data && (
              <ExportForm
                experiment={name}
                choices={choices.data}
                onExport={(wish) => work.mutate(wish)}
                onClose={close}
              />
            )}
          </div>
        )}
      </dialog>
    </>
  );
}
