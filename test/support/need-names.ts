/** What a suite may need beside Node.js, as POSTERN_TEST_REQUIRED names it. */
const NEED_NAMES = [
  // Comes with npm, and is always there.
  'sqlite',
  // The database server that the whole run shares.
  'mariadb',
  'mysql',
  'postgres',
  // A program on this machine, so that the test has a server to stop and to kill.
  'own-mariadb',
  'own-mysql',
  'own-postgres',
  'redis',
  'pgbouncer',
  'nginx',
  'openssl',
  'bash',
  'perl',
  'postfix',
  'postfix-mysql',
  'postfix-pgsql',
  'postfix-sqlite',
  // Root, and the right to mount a file system.
  'small-disk',
] as const;

export type NeedName = (typeof NEED_NAMES)[number];

/** No distribution that we know has all three servers. */
const OPTIONAL_IN_CI: readonly NeedName[] = ['mysql', 'own-mysql'];
/** A source of servers that was asked for has to give these. */
const REQUIRED_OF_A_SOURCE: readonly NeedName[] = ['mariadb', 'postgres'];

/**
 * Whether leaving it out is a failure: in CI, or if the run asks for it by name, by a source or by a URL.
 *
 * @throws Error if POSTERN_TEST_REQUIRED has a name that is none
 */
export function isRequired(need: NeedName): boolean {
  const { CI, POSTERN_TEST_REQUIRED, POSTERN_TEST_SERVERS } = process.env;
  if (process.env[`POSTERN_TEST_${need.toUpperCase()}_URL`]) return true;
  if (POSTERN_TEST_REQUIRED !== undefined) return namesIn(POSTERN_TEST_REQUIRED).includes(need);
  if (CI === 'true') return !OPTIONAL_IN_CI.includes(need);
  return Boolean(POSTERN_TEST_SERVERS) && REQUIRED_OF_A_SOURCE.includes(need);
}

function namesIn(list: string): readonly string[] {
  const names = list.split(',').filter((name) => name !== '');
  const unknown = names.filter((name) => !NEED_NAMES.some((need) => need === name));
  if (unknown.length > 0) {
    throw new Error(`POSTERN_TEST_REQUIRED: there is no ${unknown.join(', ')}; there are ${NEED_NAMES.join(', ')}`);
  }
  return names;
}
