/** What was deleted and can still be fetched back. */
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/error-notice.tsx';
import { useTrash } from '../../data/queries.ts';
import type { Shelf } from './use-shelf.ts';

export function Deleted({ shelf }: { shelf: Shelf }) {
  const { data = [] } = useTrash();
  if (data.length === 0) return null;
  return (
    <Notice
      tone="plain"
      icon="trash"
      title={
        data.length === 1
          ? 'Deleted when this window closes'
          : `${data.length} experiments are deleted when this window closes`
      }
    >
      <ul className="deleted">
        {data.map(({ id, name, path }) => (
          <li key={id}>
            <span className="truncate" title={path}>
              {name}
            </span>
            <Button
              size="small"
              icon="redo"
              className="fetch-back"
              aria-label={`Undo deleting ${name}`}
              onClick={() => shelf.restore.mutate(id)}
            >
              Undo
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
