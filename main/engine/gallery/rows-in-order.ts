/** Rows of columns in the order of a metric, lazily: of a million rows the first hundred cost one look at each row. Pure. */

export interface Order {
  /** Rows without a value (NaN) are in no order; null: rows follow each other as they lie. */
  readonly keys: Float32Array | null;
  readonly descending: boolean;
}

/** A place in the order, behind which the next rows come. */
export interface RowPlace {
  readonly row: number;
  readonly value: number | null;
}

/** So many rows are picked out at a time. */
const batch = 512;

/** Rows whose `fits` is 1; those of one value as they lie. */
export function* rowsInOrder(
  fits: Uint8Array,
  { keys, descending }: Order,
  after: RowPlace | null,
): Generator<number> {
  if (!keys) {
    for (let row = after ? after.row + 1 : 0; row < fits.length; row++) if (fits[row]) yield row;
    return;
  }
  const sign = descending ? -1 : 1;
  for (let from = after; ; ) {
    const rows = firstRows(fits, keys, sign, from);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < batch) return;
    from = { row: last, value: keys[last] as number };
  }
}

/** The first of them behind `after`, by a heap whose top is the last of the order. */
function firstRows(fits: Uint8Array, keys: Float32Array, sign: number, after: RowPlace | null): number[] {
  const start = after?.value == null ? Number.NEGATIVE_INFINITY : sign * Math.fround(after.value);
  const startRow = after?.row ?? -1;
  const values = new Float64Array(batch);
  const rows = new Int32Array(batch);
  let size = 0;
  // Where values are equal, the row further down is the later.
  const later = (a: number, b: number): boolean =>
    (values[a] as number) > (values[b] as number) ||
    (values[a] === values[b] && (rows[a] as number) > (rows[b] as number));
  const swap = (a: number, b: number): void => {
    const [value, row] = [values[a] as number, rows[a] as number];
    values[a] = values[b] as number;
    rows[a] = rows[b] as number;
    values[b] = value;
    rows[b] = row;
  };
  const sink = (): void => {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const child = left + 1 < size && later(left + 1, left) ? left + 1 : left;
      if (child >= size || !later(child, at)) return;
      swap(at, child);
      at = child;
    }
  };
  for (let row = 0; row < keys.length; row++) {
    const value = sign * (keys[row] as number);
    // NaN is below nothing and above nothing.
    if (!(value >= start) || !fits[row] || (value === start && row <= startRow)) continue;
    if (size < batch) {
      values[size] = value;
      rows[size] = row;
      for (let at = size++; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!later(at, parent)) break;
        swap(at, parent);
        at = parent;
      }
    } else if (value < (values[0] as number)) {
      values[0] = value;
      rows[0] = row;
      sink();
    }
  }
  const order = Array.from({ length: size }, (_, at) => at).sort((a, b) => (later(a, b) ? 1 : -1));
  return order.map((at) => rows[at] as number);
}
