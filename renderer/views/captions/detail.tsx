/** One image in full: the picture, what is in it, and everything that was written about it in order. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CaptionDetail } from '../../../shared/gallery.ts';
import type { Caption } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { RequestResult } from '../../../shared/requests.ts';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { CaptionBlock } from './caption-block.tsx';
import { type CaptionGroup, type Comparison, captionGroups, comparedWith, seedsOf } from './caption-order.ts';
import type { Marking } from './caption-text.tsx';
import { Failures } from './failures.tsx';
import { boxOfPixels } from './grounded-boxes.ts';
import { MarkSwitches, type Marks } from './mark-switches.tsx';
import type { Lexicon } from './objects-named.ts';
import { type DrawnBox, Picture } from './picture.tsx';
import { TruthList } from './truth-list.tsx';
import { writerName } from './writer.ts';

type Props = {
  path: string;
  plan: Plan;
  detail: RequestResult<'image.get'>;
  lexicon: Lexicon | null;
  /** By caption; empty until they are read. */
  details: ReadonlyMap<number, CaptionDetail>;
  /** Takes the focus when it opens over the gallery. */
  takesFocus: boolean;
  onBefore: (() => void) | null;
  onNext: (() => void) | null;
  onClose: () => void;
};

export function Detail(props: Props) {
  const { path, plan, detail, lexicon, details, takesFocus, onBefore, onNext, onClose } = props;
  const { image, captions, failures, truth } = detail;
  const heading = useRef<HTMLHeadingElement>(null);
  const [wanted, setWanted] = useState<number | null>(null);
  const [marks, setMarks] = useState<Marks>({
    phrases: true,
    changes: false,
    objects: true,
    boxes: false,
  });
  const [compared, setCompared] = useState<Comparison>('round-before');
  // A caption belongs to its image: of the next one the round before is meant again.
  const comparison = captions.some(({ id }) => id === compared) ? compared : 'round-before';
  // Boxes belong to their picture: what was pointed at goes with it when keys step on.
  const [pointed, setPointed] = useState<{ id: number; boxes: readonly DrawnBox[] } | null>(null);
  const onPoint = useCallback(
    (boxes: readonly DrawnBox[]) => setPointed({ id: image.id, boxes }),
    [image.id],
  );
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);

  const seeds = useMemo(() => seedsOf(captions), [captions]);
  const seed = wanted !== null && seeds.includes(wanted) ? wanted : (seeds[0] ?? null);
  const groups = useMemo(() => captionGroups(captions, plan, seed), [captions, plan, seed]);
  const boxes = useMemo(
    () => truth?.objects.map(({ kind, box }) => ({ box: boxOfPixels(box, image), label: kind })) ?? [],
    [truth, image],
  );
  const marking = useMemo((): Marking => {
    const there = new Set(truth?.objects.map(({ kind }) => kind));
    return { truth: truth && lexicon && marks.objects ? { lexicon, there } : null };
  }, [marks, truth, lexicon]);
  const comparable = useMemo(() => comparableOf(captions, plan), [captions, plan]);
  const kinds = useMemo(
    () =>
      new Set(
        groups
          .flatMap((group) => group.captions.flatMap(({ id }) => details.get(id)?.phrases ?? []))
          .map(({ kind }) => kind),
      ),
    [groups, details],
  );
  const beforeOf = (caption: Caption, group: CaptionGroup): string | null =>
    marks.changes ? comparedWith(caption, group, captions, comparison) : null;
  const written = groups.filter(({ source }) => source !== 'original').length;

  return (
    <section className="detail" aria-labelledby="detail-title">
      <header className="detail-head">
        <h2 id="detail-title" ref={heading} tabIndex={-1}>
          Image {image.id}
        </h2>
        <Badge>{image.set}</Badge>
        <span className="truncate small soft" title={image.file}>
          {image.file.split(/[\\/]/).at(-1)}
        </span>
        <span className="detail-buttons">
          <IconButton label="Image before" icon="back" disabled={!onBefore} onClick={onBefore ?? undefined} />
          <IconButton
            label="Next image"
            icon="back"
            className="icon turned"
            disabled={!onNext}
            onClick={onNext ?? undefined}
          />
          <IconButton label="Close (Esc)" icon="cross" onClick={onClose} />
        </span>
      </header>
      <div className="detail-body">
        <div className="detail-picture">
          <Picture
            path={path}
            image={image}
            alt={captions[0]?.text ?? ''}
            there={marks.boxes ? boxes : []}
            pointed={pointed?.id === image.id ? pointed.boxes : []}
          />
          {truth && <TruthList truth={truth} image={image} onPoint={onPoint} />}
          <p className="small faint">
            {image.width} × {image.height} pixels
          </p>
        </div>
        <div className="detail-captions">
          <MarkSwitches
            marks={marks}
            onMarks={setMarks}
            comparison={comparison}
            onComparison={setCompared}
            comparable={comparable}
            kinds={kinds}
            canMarkObjects={truth !== null && lexicon !== null}
            canShowBoxes={boxes.length > 0}
            seeds={seeds}
            seed={seed}
            onSeed={setWanted}
          />
          <ol>
            {groups.map((group) => (
              <CaptionBlock
                key={group.source}
                group={group}
                plan={plan}
                marking={marking}
                beforeOf={(caption) => beforeOf(caption, group)}
                details={details}
                phrases={marks.phrases}
                onPoint={onPoint}
              />
            ))}
          </ol>
          {failures.length > 0 && <Failures failures={failures} seed={seed} />}
          {written === 0 && failures.length === 0 && (
            <p className="soft">
              No model has written about this image. Models recaption the pretraining images, each when its
              round has come.
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

/** Every caption of the image, also of other seeds, by names that tell them apart. */
function comparableOf(captions: readonly Caption[], plan: Plan): { id: number; label: string }[] {
  const seeds = seedsOf(captions);
  return captionGroups(captions, plan, null)
    .concat(
      seeds.flatMap((seed) =>
        captionGroups(captions, plan, seed).filter(({ source }) => source !== 'original'),
      ),
    )
    .flatMap(({ source, captions: own }) =>
      own.map((caption, at) => ({
        id: caption.id,
        label: [
          writerName(source, own),
          ...(seeds.length > 1 && caption.seed !== null ? [`seed ${caption.seed}`] : []),
          ...(own.length > 1 ? [`text ${at + 1}`] : []),
        ].join(', '),
      })),
    );
}
