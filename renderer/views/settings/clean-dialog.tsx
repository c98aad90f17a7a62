/** Asks before something is deleted, and says what is lost, what is kept and what making it again takes. */
import type { StoredExperiment } from '../../../shared/settings-requests.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { bytes, duration } from '../../data/format.ts';
import { kindNames, losses } from './stored-kinds.ts';

export type Cleaning = StoredExperiment['cleanable'][number] & { experiment: StoredExperiment };

type Props = {
  cleaning: Cleaning | null;
  onConfirm: (cleaning: Cleaning) => void;
  onClose: () => void;
};

export function CleanDialog({ cleaning, onConfirm, onClose }: Props) {
  return (
    <ConfirmDialog
      open={cleaning !== null}
      title={
        cleaning ? `Delete the ${kindNames[cleaning.kind].toLowerCase()} of ${cleaning.experiment.name}?` : ''
      }
      confirm="Delete"
      decline="Keep"
      danger
      onConfirm={() => cleaning && onConfirm(cleaning)}
      onClose={onClose}
    >
      {cleaning && (
        <div>
          <p>{losses[cleaning.kind]}</p>
          <p>
            {cleaning.seconds === null
              ? 'How long that takes is not known.'
              : `${cleaning.kind === 'pixels' ? 'The whole import' : 'Last time it'} took ${duration(cleaning.seconds)}.`}{' '}
            {cleaning.frees === 0
              ? 'Another experiment holds the same files: nothing becomes free.'
              : `${bytes(cleaning.frees)} become free.`}{' '}
            Captions, scores, checkpoints, images and the report stay.
          </p>
        </div>
      )}
    </ConfirmDialog>
  );
}
