/** What the gallery is filtered by, each to be taken back alone or all at once. */
import { captionFlagTitles, type GalleryFilter } from '../../../shared/gallery.ts';
import { Icon } from '../../components/icons.tsx';
import { rangeInWords } from './metric-text.ts';

type Props = {
  filter: GalleryFilter;
  onFilter: (change: Partial<GalleryFilter>) => void;
  onClear: () => void;
};

export function ChosenFilters({ filter, onFilter, onClear }: Props) {
  const { ranges = [], flags = [] } = filter;
  const chosen = [
    ...flags.map((flag) => ({
      label: captionFlagTitles[flag].title,
      drop: () => onFilter({ flags: flags.filter((one) => one !== flag) }),
    })),
    ...ranges.map((range) => ({
      label: rangeInWords(range),
      drop: () => onFilter({ ranges: ranges.filter((one) => one !== range) }),
    })),
  ];
  if (chosen.length === 0) return null;
  return (
    <ul className="chosen-filters" aria-label="Filters">
      {chosen.map(({ label, drop }) => (
        <li key={label}>
          <button type="button" className="chip" aria-label={`Without the filter “${label}”`} onClick={drop}>
            {label} <Icon name="cross" size={12} />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="button quiet small" onClick={onClear}>
          Clear filters
        </button>
      </li>
    </ul>
  );
}
