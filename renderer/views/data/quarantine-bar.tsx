/** What of the quarantine is seen, and where it may go: search, reason, copy, a file of all that is found. */
import { useMutation } from '@tanstack/react-query';
import type { QuarantinedItem } from '../../../shared/data.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { ask } from '../../data/ask.ts';
import { count } from '../../data/format.ts';

type Props = {
  path: string;
  total: number;
  reasons: readonly { reason: string; count: number }[];
  reason: string | null;
  words: string;
  items: readonly QuarantinedItem[];
  /** How many there are of what is asked for. */
  found: number;
  asked: { search: string; reason: string | null };
  onReason: (reason: string | null) => void;
  onWords: (words: string) => void;
};

export function QuarantineBar({
  path,
  total,
  reasons,
  reason,
  words,
  items,
  found,
  asked,
  onReason,
  onWords,
}: Props) {
  const save = useMutation({ mutationFn: () => ask('window.saveQuarantine', { path, ...asked }) });
  const isAll = asked.search === '' && asked.reason === null;
  return (
    <>
      <div className="quarantine-bar">
        <input
          type="search"
          className="field"
          placeholder="Search files, positions and reasons"
          aria-label="Search the quarantine"
          value={words}
          onChange={({ currentTarget }) => onWords(currentTarget.value)}
        />
        <select
          className="field reason"
          aria-label="Reason"
          value={reason ?? ''}
          onChange={({ currentTarget }) => onReason(currentTarget.value === '' ? null : currentTarget.value)}
        >
          <option value="">All reasons ({count(total)})</option>
          {reasons.map((one) => (
            <option key={one.reason} value={one.reason}>
              {one.reason} ({count(one.count)})
            </option>
          ))}
        </select>
        <Button
          size="small"
          icon="out"
          busy={save.isPending}
          disabled={found === 0}
          onClick={() => save.mutate()}
        >
          Save {isAll ? 'all' : count(found)} as CSV…
        </Button>
        <CopyMenu
          what="the quarantined items in sight"
          table={() => ({
            title: 'Quarantined items',
            columns: ['set', 'file', 'position', 'reason'],
            rows: items.map((one) => [one.set, one.file, one.position, one.reason]),
          })}
        />
      </div>
      <ErrorNotice error={save.error} onRetry={() => save.mutate()} />
      {save.data?.file && (
        <p className="small soft" role="status">
          Saved as {save.data.file}.
        </p>
      )}
    </>
  );
}
