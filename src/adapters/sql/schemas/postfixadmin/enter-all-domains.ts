import type { Kysely } from 'kysely';
import type { SqlDialect } from '../../connections/dialect.js';
import type { PostfixadminTables } from './tables.js';

/**
 * Keeps every claim out of every domain until the transaction ends, those of domains that are added meanwhile too. Returns the
 * domains' names.
 */
export async function enterAllDomains(
  trx: Kysely<PostfixadminTables>,
  dialect: SqlDialect,
): Promise<readonly string[]> {
  await dialect.lockAgainstClaims?.('domain').execute(trx);
  const rows = await trx
    .selectFrom('domain')
    .select('domain')
    .orderBy('domain')
    .modifyEnd(dialect.lockToWrite)
    .execute();
  return rows.map(({ domain }) => domain);
}
