/** A look at a folder before anything is imported: what it is taken for, how much of it, the first pictures with their texts. */
import { useQuery } from '@tanstack/react-query';
import type { DataPreview } from '../../../shared/data.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice, Notice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ask } from '../../data/ask.ts';
import { count } from '../../data/format.ts';
import { keyOf } from '../../data/queries.ts';
import { type Corrected, FieldMapping } from './field-mapping.tsx';

type Props = {
  folder: string;
  corrected: Corrected | undefined;
  onCorrect: (corrected: Corrected | undefined) => void;
};

export function FolderPreview({ folder, corrected, onCorrect }: Props) {
  const look = corrected
    ? {
        folder: corrected.path,
        mapping: corrected.mapping,
        ...(corrected.format && { format: corrected.format }),
      }
    : { folder };
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    queryKey: keyOf('data.preview', look),
    queryFn: () => ask('data.preview', look),
    // A correction leaves the page as it is until its own look is there, and the focus where it was.
    placeholderData: (before, query) => (query?.queryKey[1].folder === look.folder ? before : undefined),
  });
  if (isPending)
    return (
      <div role="status" aria-label="Looking into the folder">
        <Skeleton height="6rem" />
      </div>
    );
  if (error)
    return (
      <>
        <ErrorNotice error={error} onRetry={() => refetch()} />
        {corrected && <Button onClick={() => onCorrect(undefined)}>Read it as its content tells</Button>}
      </>
    );
  const { found, counts, samples } = data;
  return (
    <section className="folder-preview" aria-label="What the folder holds" aria-busy={isPlaceholderData}>
      <p>
        <b>{found.title}</b>, told by {found.evidence}. {countsInWords(counts)}
      </p>
      {counts.taken === 0 && (
        <Notice tone="warn" title="No image to pretrain on">
          A run on this folder would stop at its import.{' '}
          {data.fields.length > 0 && 'Say which field is the picture, or choose'}
          {data.fields.length === 0 && 'Choose'} another folder, or put images into it.
        </Notice>
      )}
      <FieldMapping preview={data} corrected={corrected} onCorrect={onCorrect} />
      <ul className="folder-samples">
        {samples.map((sample) => (
          <li key={`${sample.file} ${sample.position}`}>
            {sample.thumbnail ? (
              <img src={sample.thumbnail} alt={sample.name ?? ''} />
            ) : (
              <span className="folder-no-picture" />
            )}
            <span className="small">
              {sample.left === null ? (
                sample.turns[0]?.assistant || <i className="faint">no text</i>
              ) : (
                <b className="tried-error">Left out: {sample.left}</b>
              )}
            </span>
          </li>
        ))}
      </ul>
      {counts.left.length > 0 && (
        <ul className="small soft">
          {counts.left.map(({ reason, count: number }) => (
            <li key={reason}>
              {count(number)} left out: {reason}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function countsInWords({ records, taken, withoutPicture, complete }: DataPreview['counts']): string {
  const all = `${complete ? '' : 'Of the first '}${count(records)} ${records === 1 ? 'record' : 'records'}`;
  const waiting = withoutPicture > 0 ? `, ${count(withoutPicture)} have no picture here` : '';
  return `${all}: ${count(taken)} can be taken${waiting}.`;
}
