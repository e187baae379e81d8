/** Which columns each table of the database really has: servers of one name come in many ages. */
export type Columns = ReadonlyMap<string, ReadonlySet<string>>;

/** Keys by mail. */
export type Feature = 'mail';

/** A table as we use it. The named columns must be there; what a schema can do without, it looks for in Columns. */
export interface TableUse {
  /** Whose it is to make. The mail server's own are never made, nor altered. */
  readonly madeBy: 'postern' | 'mail server';
  /** The feature that alone needs it: where that is off, it is neither missed nor made. */
  readonly optional?: Feature;
  /** The column by which a row is found, and is the only one. */
  readonly key?: string;
  /** Whether several rows may have one key: claims keep each other out by a lock, not by its uniqueness. */
  readonly repeats?: true;
  /** How many characters the key holds, if the schema refuses what is longer (`longest`). By default any address fits. */
  readonly keyLength?: number;
  /** A column that an index should begin with, for each claim looks for rows by it. */
  readonly soughtBy?: string;
  readonly select: readonly string[];
  readonly insert?: readonly string[];
  /** Whether rows are inserted unless their key is held, which on some servers takes more than the right to insert. */
  readonly claims?: true;
  /** Columns that came later: written with the rest where they are there. */
  readonly insertWherePresent?: readonly string[];
  readonly update?: readonly string[];
  readonly delete?: true;
  /** Whether old rows are deleted, if the operator lets that be done. */
  readonly pruned?: true;
  /** Whether it is locked against claims, which on some servers takes a right to the whole table. */
  readonly locks?: true;
}
