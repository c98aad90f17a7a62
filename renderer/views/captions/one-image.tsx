/** Reads the chosen image and shows it, or why it cannot be shown. */
import { useMemo } from 'react';
import type { CaptionDetail } from '../../../shared/gallery.ts';
import type { Experiment } from '../../../shared/models.ts';
import { IconButton } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useCaptionDetails, useImage } from '../../data/queries.ts';
import { Detail } from './detail.tsx';
import { useLexicon } from './use-lexicon.ts';

type Props = {
  experiment: Experiment;
  id: number;
  takesFocus: boolean;
  onBefore: (() => void) | null;
  onNext: (() => void) | null;
  onClose: () => void;
};

export function OneImage({ experiment, id, ...rest }: Props) {
  const { path } = experiment.summary;
  const { data, error, isPending, refetch } = useImage(path, id);
  const lexicon = useLexicon(path);
  const shown = data?.image.id ?? id;
  const known = useCaptionDetails(path, shown).data;
  const details = useMemo(
    (): ReadonlyMap<number, CaptionDetail> => new Map(known?.map((one) => [one.id, one])),
    [known],
  );
  if (data && !error)
    return (
      <Detail
        path={path}
        plan={experiment.plan}
        detail={data}
        lexicon={lexicon}
        details={details}
        {...rest}
      />
    );
  return (
    <section className="detail" aria-label={`Image ${id}`} aria-busy={isPending}>
      <header className="detail-head">
        <h2>Image {id}</h2>
        <span className="detail-buttons">
          <IconButton label="Close (Esc)" icon="cross" onClick={rest.onClose} />
        </span>
      </header>
      <div className="detail-body">
        {error ? (
          <ErrorNotice error={error} onRetry={() => refetch()} />
        ) : (
          <>
            <Skeleton height="20rem" />
            <Skeleton height="20rem" />
          </>
        )}
      </div>
    </section>
  );
}
