import type { HandleOrder } from './handles.js';

/** What the load's process is asked for: one turn of requests to one server. */
export interface Load {
  readonly url: string;
  readonly key: string;
  /** `list` is always the newest page; with `pages`, each request is for another one than those beside it. */
  readonly request: 'list' | 'pages' | { readonly create: HandleOrder };
  readonly connections: number;
  /** When it ends: after so long, or after so many requests. */
  readonly until: { readonly ms: number } | { readonly requests: number };
}

/** What came of it. */
export interface Turn {
  /** Of those that were answered in the time of the turn. What still ran then counts in all else. */
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly answers: number;
  /** How many answers there were of each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Connections that broke. */
  readonly errors: number;
}

/** How many answers were a status of one of these hundreds. */
export function answersOf({ statuses }: Turn, ...hundreds: readonly number[]): number {
  const of = Object.entries(statuses).filter(([status]) => hundreds.includes(Math.floor(Number(status) / 100)));
  return of.reduce((sum, [, count]) => sum + count, 0);
}

/** How many answers of the server's own fault there were, and connections that broke. */
export function faultsOf(turns: readonly Turn[]): number {
  return turns.reduce((sum, turn) => sum + answersOf(turn, 5) + turn.errors, 0);
}
