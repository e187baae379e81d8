import type { Finding } from '../upkeep/finding.js';
import type { KeyedTable } from './dialect.js';

/** How far the server's clock may be from ours before keys expire at the wrong time. */
const MAX_CLOCK_SKEW_SECONDS = 60;

/** Whether the server is one of those that we know, by the oldest version of each. */
export function versionFinding<Product extends string>(
  product: Product,
  version: string,
  oldest: Readonly<Record<Product, string>>,
): Finding {
  const [major = 0, minor = 0] = (/\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest[product].split('.').map(Number);
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  return isOld
    ? { level: 'error', topic: 'server', message: `${product} ${version} is too old: ${oldest[product]} or later` }
    : { level: 'ok', topic: 'server', message: `${product} ${version}` };
}

const UNREADABLE_CLOCK: Finding = {
  level: 'error',
  topic: 'clock',
  message: "the server's times are in a form that cannot be read here: no key would be found valid",
};

export function clockFinding(serverNow: Date): Finding {
  const seconds = Math.round(Math.abs(serverNow.getTime() - Date.now()) / 1_000);
  if (Number.isNaN(seconds)) return UNREADABLE_CLOCK;
  return seconds <= MAX_CLOCK_SKEW_SECONDS
    ? { level: 'ok', topic: 'clock', message: "the server's clock agrees with this machine's" }
    : {
        level: 'warning',
        topic: 'clock',
        message: `the server's clock is ${seconds} seconds from this machine's: keys expire and aliases are dated by either`,
      };
}

/** A column by which rows are found, as the server describes it. */
export interface KeyColumn {
  readonly name: string;
  readonly is_unique: boolean;
  /** Absent where it holds bytes. */
  readonly collation: string | null;
  /** Whether two texts that differ in a byte may be one to it. */
  readonly folds: boolean;
  /** In characters; absent where it has no bound. */
  readonly length: number | null;
}

/** RFC 5321 4.5.3.1.3, less the angle brackets; names and handles are shorter. */
const LONGEST_KEY = 254;

export function keyFindings(columns: readonly KeyColumn[], tables: readonly KeyedTable[]): Finding[] {
  const keys = new Map(tables.map((table) => [`${table.table}.${table.key ?? ''}`, table]));
  const folding = columns.filter((column) => column.folds);
  const short = columns.flatMap(({ name, length }) => {
    const longest = keys.get(name)?.keyLength ?? LONGEST_KEY;
    return length !== null && length < longest && !/hash|handle/.test(name) ? [{ name, length, longest }] : [];
  });
  return [
    ...columns
      .filter(({ name, is_unique }) => !is_unique && !keys.get(name)?.repeats)
      .map(({ name }) => ({
        level: 'error' as const,
        topic: 'tables',
        message: `${name} has no unique index of its own: two callers could get one address`,
      })),
    ...short.map(({ name, length, longest }) => ({
      level: 'warning' as const,
      topic: 'tables',
      message: `${name} holds ${length} characters: a longer one, which may have ${longest}, ends in an error`,
    })),
    {
      level: 'ok',
      topic: 'collation',
      message:
        folding.length === 0
          ? 'names and addresses are compared byte by byte'
          : `${folding.map(({ name, collation }) => `${name} (${collation})`).join(', ')} fold letters: ` +
            'what is written here is ASCII in lower case, so only rows of others may take more than their own spelling',
    },
  ];
}
