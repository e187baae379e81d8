import { StoreUnavailable } from '../../../../application/ports/store-unavailable.js';

/** Result codes (sqlite.org/rescode.html) of trouble with the file, the disk or another process; extended ones begin alike. */
const UNAVAILABLE_CODE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|PROTOCOL|NOMEM)(_|$)/;

/** Not by `instanceof`: the driver makes its errors of the class that it was given first, which may be another realm's. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** What to throw for an error of the driver: StoreUnavailable for what is not the statement's fault. */
export function judgeSqliteError(error: unknown): unknown {
  const code = codeOf(error);
  return UNAVAILABLE_CODE.test(code) ? new StoreUnavailable(`SQLite is unavailable: ${code}`, { cause: error }) : error;
}
