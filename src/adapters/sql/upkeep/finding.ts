/** What a look at the database found: good to know, bad one day, or too bad to serve. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'error';
  /** What it is about: `server`, `durability`, `clock`, `tables`, `rights`, `collation` … */
  readonly topic: string;
  /** A sentence for the operator, which says what to do where something is to be done. */
  readonly message: string;
}
