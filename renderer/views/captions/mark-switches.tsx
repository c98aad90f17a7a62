/** What is marked in the captions and drawn on the picture, what they are compared with, and which seed's are shown. */
import type { CaptionPhrase } from '../../../shared/gallery.ts';
import { Segments } from '../../components/segments.tsx';
import type { Comparison } from './caption-order.ts';

export interface Marks {
  readonly phrases: boolean;
  readonly changes: boolean;
  readonly objects: boolean;
  readonly boxes: boolean;
}

type Props = {
  marks: Marks;
  onMarks: (marks: Marks) => void;
  comparison: Comparison;
  onComparison: (comparison: Comparison) => void;
  /** Every caption that others can be compared with. */
  comparable: readonly { id: number; label: string }[];
  /** Kinds of phrases that are there. */
  kinds: ReadonlySet<CaptionPhrase['kind']>;
  canMarkObjects: boolean;
  canShowBoxes: boolean;
  seeds: readonly number[];
  seed: number | null;
  onSeed: (seed: number) => void;
};

const legend = [
  { kind: 'true', label: 'true' },
  { kind: 'hallucinated', label: 'hallucinated' },
  { kind: 'spatial', label: 'spatial' },
  { kind: 'quoted', label: 'quoted' },
] as const;

export function MarkSwitches(props: Props) {
  const { marks, onMarks, comparison, onComparison, comparable, kinds } = props;
  const { canMarkObjects, canShowBoxes, seeds, seed, onSeed } = props;
  const switches = [
    {
      key: 'phrases',
      label: 'Phrases',
      about: 'True, hallucinated, spatial and quoted phrases',
      can: kinds.size > 0,
    },
    { key: 'changes', label: 'Changes', about: 'Words that another caption does not have', can: true },
    {
      key: 'objects',
      label: 'Not there',
      about: 'Objects named that are not in the picture',
      can: canMarkObjects,
    },
    { key: 'boxes', label: 'True boxes', about: 'Where the objects really are', can: canShowBoxes },
  ] as const;
  return (
    <div className="mark-switches">
      <fieldset aria-label="Marks">
        {switches
          .filter(({ can }) => can)
          .map(({ key, label, about }) => (
            <button
              key={key}
              type="button"
              className={`toggle ${key}`}
              aria-pressed={marks[key]}
              title={about}
              onClick={() => onMarks({ ...marks, [key]: !marks[key] })}
            >
              {label}
            </button>
          ))}
      </fieldset>
      {marks.changes && comparable.length > 1 && (
        <label className="compare-with small soft">
          against
          <select
            className="field"
            aria-label="Compared with"
            value={comparison}
            onChange={({ currentTarget: { value } }) =>
              onComparison(value === 'round-before' ? value : Number(value))
            }
          >
            <option value="round-before">the round before</option>
            {comparable.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      {seeds.length > 1 && (
        <Segments
          label="Seed"
          options={seeds}
          chosen={seed}
          titleOf={(one) => `Seed ${one}`}
          onChoose={onSeed}
        />
      )}
      {marks.phrases && kinds.size > 0 && (
        <ul className="phrase-legend small" aria-label="How phrases are marked">
          {legend
            .filter(({ kind }) => kinds.has(kind))
            .map(({ kind, label }) => (
              <li key={kind}>
                <mark className="phrase" data-kind={kind}>
                  {label}
                </mark>
              </li>
            ))}
          {(kinds.has('spatial') || kinds.has('quoted')) && (
            <li>
              <mark className="phrase" data-kind="spatial" data-holds="false">
                wrong
              </mark>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
