/** A run of an owner's rows, newest first, by their ids. */
export interface Slice {
  readonly beforeId?: number | undefined;
  /** No row below this one. */
  readonly fromId?: number | undefined;
  /** Only so many of the newest; a slice that ends at `fromId` needs no such bound. */
  readonly among?: number | undefined;
}

export interface SliceOptions extends Pick<Slice, 'beforeId' | 'among'> {
  /** Rows in a slice: a dialect's `rowsAtATime`. */
  readonly size: number;
  /** The id of the owner's row at this place, counted from 0; `undefined` if there are not so many. */
  readonly idAt: (place: {
    readonly offset: number;
    readonly beforeId: number | undefined;
  }) => Promise<number | undefined>;
}

/**
 * An owner's rows in slices, so that no statement holds up the event loop for as long as all of them take. A dialect that needs no
 * slices gets a single one, which costs no statement to find.
 */
export async function* slicesOf({ size, beforeId, among, idAt }: SliceOptions): AsyncGenerator<Slice, undefined> {
  if (size === Infinity) {
    yield { beforeId, among };
    return;
  }
  let before = beforeId;
  for (let left = among ?? Infinity; left > 0; left -= size) {
    const fromId = await idAt({ offset: Math.min(size, left) - 1, beforeId: before });
    yield { beforeId: before, fromId };
    if (fromId === undefined) return;
    before = fromId;
  }
}

interface Part {
  readonly limit: number;
  readonly offset: number;
}

/** The rows at an offset within slices. Slices before the offset are counted, not read. */
export async function listSlices<Row>(
  slices: AsyncIterable<Slice>,
  { limit, offset }: Part,
  count: (slice: Slice, max: number) => Promise<number>,
  list: (slice: Slice, part: Part) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let left = offset;
  for await (const slice of slices) {
    // The last slice has no other behind it that its rows would have to be counted for.
    if (left > 0 && slice.fromId !== undefined) {
      const passed = await count(slice, left);
      if (passed < left) {
        left -= passed;
        continue;
      }
    }
    rows.push(...(await list(slice, { limit: limit - rows.length, offset: left })));
    left = 0;
    if (rows.length >= limit) break;
  }
  return rows;
}

/** How many rows there are in slices, but `max` if there are more. */
export async function countSlices(
  slices: AsyncIterable<Slice>,
  max: number,
  count: (slice: Slice, max: number) => Promise<number>,
): Promise<number> {
  let counted = 0;
  for await (const slice of slices) {
    counted += await count(slice, max - counted);
    if (counted >= max) break;
  }
  return counted;
}

/** All rows of a query in the order of a unique column of text, so many at a time. */
export async function readInSlices<Row>(
  size: number,
  read: (after: string | undefined) => Promise<readonly Row[]>,
  textOf: (row: Row) => string,
): Promise<readonly Row[]> {
  const all: Row[] = [];
  for (let after: string | undefined; ;) {
    const rows = await read(after);
    for (const row of rows) all.push(row);
    const last = rows.at(-1);
    if (!last || rows.length < size) return all;
    after = textOf(last);
  }
}
