/** Rows of one kind under columns that each can put them in order. Every plain table of the window is this one. */
import {
  createSortedRowModel,
  rowSortingFeature,
  type SortDirection,
  sortFn_alphanumeric,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import { Icon } from './icons.tsx';

export interface DataColumn<Row> {
  readonly title: string;
  /** What rows are put in order by; null goes last either way. Absent: this column puts nothing in order. */
  readonly value?: (row: Row) => string | number | null;
  /** What stands there; the value where it is absent. */
  readonly cell?: (row: Row) => ReactNode;
  /** Figures stand to the right, and the largest come first. */
  readonly isFigure?: boolean;
  /** Stands in the head in place of the title, which is then only read aloud. */
  readonly head?: ReactNode;
  readonly className?: string;
}

type Props<Row> = {
  /** What the table is called for who cannot see it. */
  label: string;
  /** The first heads the rows. */
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  className?: string;
};

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric },
});

const spoken: Record<SortDirection, 'ascending' | 'descending'> = { asc: 'ascending', desc: 'descending' };

export function DataTable<Row extends object>({ label, columns, rows, keyOf, className = '' }: Props<Row>) {
  const definitions = useMemo(
    () =>
      columns.map(({ value, isFigure = false }, at) => ({
        id: String(at),
        accessorFn: (row: Row) => value?.(row) ?? undefined,
        enableSorting: value !== undefined,
        sortFn: isFigure ? ('auto' as const) : ('alphanumeric' as const),
        sortDescFirst: isFigure,
        sortUndefined: 'last' as const,
      })),
    [columns],
  );
  const table = useTable({ features, columns: definitions, data: rows, getRowId: keyOf });
  const heads = table.getHeaderGroups()[0]?.headers ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="table-scroll" tabIndex={0} aria-label={label}>
      <table className={`table data-table ${className}`}>
        <thead>
          <tr>
            {heads.map(({ column }, at) => (
              <Head
                key={column.id}
                column={columns[at] as DataColumn<Row>}
                order={column.getIsSorted()}
                onOrder={column.getToggleSortingHandler()}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.title} scope="row" className={classOf(column)}>
                    {shown(column, row.original)}
                  </th>
                ) : (
                  <td key={column.title} className={classOf(column)}>
                    {shown(column, row.original)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type HeadProps<Row> = {
  column: DataColumn<Row>;
  order: false | SortDirection;
  onOrder: ((event: unknown) => void) | undefined;
};

function Head<Row>({ column, order, onOrder }: HeadProps<Row>) {
  const { title, value, head } = column;
  const name = head === undefined ? title : <span className="unseen">{title}</span>;
  return (
    <th scope="col" className={classOf(column)} aria-sort={order ? spoken[order] : undefined}>
      {value ? (
        <button type="button" className="order" onClick={onOrder}>
          {name}
          <Icon name="down" />
        </button>
      ) : (
        name
      )}
      {head}
    </th>
  );
}

const classOf = <Row,>({ isFigure, className }: DataColumn<Row>): string | undefined =>
  [isFigure && 'figure', className].filter(Boolean).join(' ') || undefined;

const shown = <Row,>({ cell, value }: DataColumn<Row>, row: Row): ReactNode =>
  cell ? cell(row) : (value?.(row) ?? '–');
