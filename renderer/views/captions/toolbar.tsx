/** What the gallery shows: words to search for, the set, how many images that leaves. */
import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../../components/icons.tsx';
import { count } from '../../data/format.ts';

type Props = {
  search: string;
  onSearch: (search: string) => void;
  set: string;
  onSet: (set: string) => void;
  sets: readonly { set: string; images: number }[];
  /** `many`: more than are counted. */
  total: number | 'many' | null;
  busy: boolean;
  /** What can be done with the captions. */
  children?: ReactNode;
};

export function Toolbar({ search, onSearch, set, onSet, sets, total, busy, children }: Props) {
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
      <p className="captions-total small soft" role="status">
        {total === 'many'
          ? `More than ${count(2000)} images`
          : total !== null && `${count(total)} ${total === 1 ? 'image' : 'images'}`}
      </p>
      {children}
    </search>
  );
}
