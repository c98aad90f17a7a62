/** What the gallery shows: words to search for, whose captions, the set, the order; how many images that leaves. */
import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../../components/icons.tsx';
import { count } from '../../data/format.ts';

type Props = {
  search: string;
  onSearch: (search: string) => void;
  set: string;
  onSet: (set: string) => void;
  sets: readonly { set: string; images: number }[];
  /** Null until they are counted. */
  total: number | null;
  counting: boolean;
  busy: boolean;
  /** Whose captions. */
  writer: ReactNode;
  /** In which order, and what else filters. */
  order: ReactNode;
  /** What can be done with the captions. */
  children?: ReactNode;
};

export function Toolbar(props: Props) {
  const { search, onSearch, set, onSet, sets, total, counting, busy, writer, order, children } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const find = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      field.current?.select();
    };
    window.addEventListener('keydown', find);
    return () => window.removeEventListener('keydown', find);
  }, []);
  const all = sets.reduce((sum, { images }) => sum + images, 0);
  return (
    <search className="captions-bar">
      <div className="search-field">
        <Icon name={busy ? 'spin' : 'search'} />
        <input
          ref={field}
          type="search"
          className="field"
          placeholder="Search captions"
          aria-label="Search captions"
          value={search}
          maxLength={200}
          spellCheck={false}
          onChange={({ currentTarget }) => onSearch(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || search === '') return;
            // The first Escape empties the field, the next closes the image.
            event.stopPropagation();
            onSearch('');
          }}
        />
      </div>
      {writer}
      <select
        className="field"
        aria-label="Set"
        value={set}
        onChange={({ currentTarget }) => onSet(currentTarget.value)}
      >
        <option value="">All sets ({count(all)})</option>
        {sets.map((one) => (
          <option key={one.set} value={one.set}>
            {one.set} ({count(one.images)})
          </option>
        ))}
      </select>
      {order}
      <p className="captions-total small soft" role="status">
        {total === null ? counting && 'Counting…' : `${count(total)} ${total === 1 ? 'image' : 'images'}`}
      </p>
      {children}
    </search>
  );
}
