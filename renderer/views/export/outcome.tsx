/** Under way, and done: where it is, what is in it, what is not. */
import type { ExportProgress, ExportResult } from '../../../shared/export.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { bytes, count } from '../../data/format.ts';

type UnderWayProps = { progress: ExportProgress | null; cancelling: boolean; onCancel: () => void };

export function UnderWay({ progress, cancelling, onCancel }: UnderWayProps) {
  const { done, total, bytes: written } = progress ?? { done: 0, total: 0, bytes: 0 };
  return (
    <div className="export-outcome">
      <ProgressBar value={total === 0 ? 0 : done / total} label="Export" />
      <p className="small soft">
        {progress ? `${count(done)} of ${count(total)} images, ${bytes(written)}` : 'Beginning'}
      </p>
      <footer>
        <Button kind="danger" icon="stop" busy={cancelling} onClick={onCancel}>
          {cancelling ? 'Cancelling' : 'Cancel'}
        </Button>
      </footer>
    </div>
  );
}

export function Outcome({ result, onClose }: { result: ExportResult; onClose: () => void }) {
  const { folder, images, captions, files, leftOut, changed } = result;
  const notes = [
    ...leftOut.map((note) => ({ ...note, what: 'Left out' })),
    ...changed.map((note) => ({ ...note, what: 'Changed' })),
  ];
  return (
    <div className="export-outcome">
      <p role="status">
        {count(images)} images with {count(captions)} texts in {count(files)} files, {bytes(result.bytes)}.
      </p>
      <p className="export-path">
        <span className="folder-path">{folder}</span>
        <CopyButton label="Copy the path" text={folder} />
      </p>
      {notes.length > 0 && (
        <ul className="small soft">
          {notes.map(({ what, why, count: times }) => (
            <li key={why}>
              {what}, {count(times)}: {why}
            </li>
          ))}
        </ul>
      )}
      <p className="small soft">Its README.md says where the texts come from and how good they are.</p>
      <footer>
        <Button kind="primary" onClick={onClose}>
          Done
        </Button>
      </footer>
    </div>
  );
}
