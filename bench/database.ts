export type BackendName = 'SQLite' | 'MariaDB' | 'PostgreSQL';

/** What a database has done so far, by its own account. */
export interface Counters {
  /** Transactions that wrote. */
  readonly commits: number;
  /** Statements that it was sent; `undefined` where nobody counts them. */
  readonly statements: number | undefined;
}

/** A database of the bench's own, empty when it is made. */
export interface Database extends AsyncDisposable {
  readonly backend: BackendName;
  /** As the service is given it. */
  readonly url: string;
  /** Where the service runs. */
  readonly folder: string;
  /** The processes of its server; none where it lives in the service's own. */
  readonly pids: readonly number[];
  counters(): Promise<Counters>;
  /** Past Postern, as the administrator; of several statements, each in the same session. */
  run(statements: readonly string[]): Promise<void>;
}

/** Where databases come from. */
export interface Backend extends AsyncDisposable {
  readonly name: BackendName;
  readonly version: string;
  /** What of its settings matters to the figures, for the reader of the results. */
  readonly settings: Readonly<Record<string, string>>;
  createDatabase(): Promise<Database>;
  /** Where single-row inserts go past Postern: a durable one a call. */
  rawInserts(): Promise<RawInserts>;
}

export interface RawInserts extends AsyncDisposable {
  readonly driver: string;
  insert(address: string): Promise<unknown>;
}
