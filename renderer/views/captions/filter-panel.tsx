/** Filters by flags and by any metric's range, of one writer's captions; what the writer has none of is not offered. */
import { useId, useState } from 'react';
import {
  captionFlagTitles,
  type GalleryFilter,
  type MetricRange,
  type WriterChoice,
} from '../../../shared/gallery.ts';
import { Button } from '../../components/button.tsx';
import { count } from '../../data/format.ts';
import { metricNamed, metricTitle, shownValue, spanInWords, typedValue } from './metric-text.ts';

type Props = {
  filter: GalleryFilter;
  measured: NonNullable<WriterChoice['measured']>;
  /** As in "captions by V1". */
  who: string;
  onFilter: (change: Pick<GalleryFilter, 'ranges' | 'flags'>) => void;
};

export function FilterPanel({ filter, measured, who, onFilter }: Props) {
  const { ranges = [], flags = [] } = filter;
  return (
    <div className="filter-panel">
      <fieldset aria-label="Flags">
        <p className="filter-title small soft">Captions by {who} that are all of</p>
        {measured.flags.length === 0 && <p className="small">nothing in particular: none is flagged.</p>}
        {measured.flags.map(({ flag, captions }) => (
          <button
            key={flag}
            type="button"
            className="toggle"
            aria-pressed={flags.includes(flag)}
            title={captionFlagTitles[flag].about}
            onClick={() =>
              onFilter({
                flags: flags.includes(flag) ? flags.filter((one) => one !== flag) : [...flags, flag],
              })
            }
          >
            {captionFlagTitles[flag].title} <span className="soft">{count(captions)}</span>
          </button>
        ))}
      </fieldset>
      <RangeForm
        measured={measured}
        onRange={(range) =>
          onFilter({ ranges: [...ranges.filter(({ metric }) => metric !== range.metric), range] })
        }
      />
    </div>
  );
}

type RangeProps = Pick<Props, 'measured'> & { onRange: (range: MetricRange) => void };

function RangeForm({ measured: { metrics, captions }, onRange }: RangeProps) {
  const [wanted, setWanted] = useState('');
  const [least, setLeast] = useState('');
  const [most, setMost] = useState('');
  const about = useId();
  const chosen = metrics.find(({ metric }) => metric === wanted) ?? metrics[0];
  if (!chosen) return null;
  const { metric } = chosen;
  const [low, high] = [typedValue(metric, least), typedValue(metric, most)];
  const unread = (least.trim() !== '' && low === null) || (most.trim() !== '' && high === null);
  const crossed = low !== null && high !== null && low > high;
  const unit = metricNamed(metric)?.unit;
  return (
    <form
      className="range-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (unread || crossed || (low === null && high === null)) return;
        onRange({ metric, least: low, most: high });
        setLeast('');
        setMost('');
      }}
    >
      <select
        className="field"
        aria-label="Metric"
        value={metric}
        onChange={({ currentTarget }) => {
          setWanted(currentTarget.value);
          setLeast('');
          setMost('');
        }}
      >
        {metrics.map((one) => (
          <option key={one.metric} value={one.metric}>
            {metricTitle(one.metric)}
          </option>
        ))}
      </select>
      {[
        { label: 'At least', value: least, set: setLeast, end: chosen.least },
        { label: 'At most', value: most, set: setMost, end: chosen.most },
      ].map(({ label, value, set, end }) => (
        <label key={label} className="range-bound small">
          {label}
          <input
            className="field"
            inputMode="decimal"
            value={value}
            placeholder={shownValue(metric, end)}
            aria-describedby={about}
            onChange={({ currentTarget }) => set(currentTarget.value)}
          />
        </label>
      ))}
      {unit && <span className="small soft">{unit}</span>}
      <Button type="submit" disabled={unread || crossed || (low === null && high === null)}>
        Add
      </Button>
      <p id={about} className="small soft" role={unread || crossed ? 'alert' : undefined}>
        {unread
          ? 'A bound is a number.'
          : crossed
            ? 'The lower bound lies above the upper one.'
            : `There are ${spanInWords(metric, chosen.least, chosen.most)}` +
              (chosen.captions < captions ? `, known of ${count(chosen.captions)} captions.` : '.')}
      </p>
    </form>
  );
}
