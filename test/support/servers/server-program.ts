import { mariadbProgram } from './mariadb-program.js';
import { mysqlProgram } from './mysql-program.js';
import { postgresProgram } from './postgres-program.js';
import type { ServerKind } from './server-kind.js';

type Command = readonly [program: string, ...args: string[]];

/** Where one server lives. */
export interface ServerPlace {
  readonly data: string;
  /** Holds what `secret` gave; read by nobody but the server. */
  readonly secretFile: string;
  readonly port: number;
}

/** A database server installed on this machine, and how one is run beside any other. */
export interface ServerProgram {
  readonly scheme: 'mysql' | 'postgres';
  /** Root runs it as the first of these users that exists. */
  readonly accounts: readonly string[];
  /** Ends it without waiting for its clients. */
  readonly stopSignal: NodeJS.Signals;
  /** The text from which the server learns its administrator. Neither holds a quote or a backslash. */
  readonly secret: (user: string, password: string) => string;
  /** Fills an empty folder. Nothing is synced here: what is durable matters from the first client on. */
  readonly initialise: (place: ServerPlace, user: string) => Command;
  /** Runs in the foreground, as durable as in production. */
  readonly serve: (place: ServerPlace) => Command;
}

/** Throws, with what to install, where there is none. */
export const SERVER_PROGRAMS: Readonly<Record<ServerKind, () => ServerProgram>> = {
  mariadb: mariadbProgram,
  mysql: mysqlProgram,
  postgres: postgresProgram,
};
