import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { AddressRules } from '../../../domain/addresses/address-rules.js';
import { EmailAddress } from '../../../domain/addresses/email-address.js';
import { Handle } from '../../../domain/addresses/handle.js';
import { POSTFIX_SENDERS } from '../../../domain/addresses/reserved-handles.js';
import { isOn, type SqlDialect } from '../connections/dialect.js';
import type { Finding } from './finding.js';
import type { MailSchema } from '../schemas/mail-schema.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';

/** A local part that must be no owner's, on one domain or on all. */
interface SystemName {
  readonly base: string;
  readonly domain?: string;
}

/** How many rows are read of each name: a few are enough to warn of. */
const MAX_ROWS = 20;

/**
 * Warns of aliases and handles, from before their names were reserved or by the operator's own hand, that have the name of an
 * address that the service or Postfix sends from. No owner is named, for warnings are logged.
 */
export async function checkSystemNames(
  db: UntypedDatabase,
  { handleTable, aliasRows = 'alias' }: MailSchema,
  dialect: SqlDialect,
  rules: AddressRules,
): Promise<Finding[]> {
  const warnings: Finding[] = [];
  for (const name of namesOf(rules)) {
    for (const address of await readActive(db, aliasRows, 'address', isAddressOf(name, dialect, rules))) {
      const parsed = EmailAddress.parse(address);
      if (parsed.ok && (rules.isSystemAddress(parsed.value) || rules.isReserved(parsed.value.handle)))
        warnings.push(warningOf(`the alias ${parsed.value.value}`, `postern alias disable ${parsed.value.value}`));
    }
    if (handleTable === undefined) continue;
    for (const handle of await readActive(db, handleTable, 'handle', isHandleOf(name, dialect, rules))) {
      const parsed = Handle.parse(handle);
      const quoted = handle.replaceAll("'", "''");
      if (parsed.ok && (rules.isSystemHandle(parsed.value) || rules.isReserved(parsed.value)))
        warnings.push(
          warningOf(
            `the handle ${parsed.value.value}`,
            `UPDATE ${handleTable} SET active = 0 WHERE handle = '${quoted}'`,
          ),
        );
    }
  }
  if (warnings.length > 0) return warnings;
  return [
    { level: 'ok', topic: 'addresses', message: 'no owner has an address that the service or Postfix sends from' },
  ];
}

function warningOf(what: string, remedy: string): Finding {
  return {
    level: 'warning',
    topic: 'addresses',
    message:
      `${what} has the name of an address that the service or Postfix sends from, so its owner reads what bounces; ` +
      `unless that is you, run: ${remedy}`,
  };
}

function namesOf({ ownAddresses, delimiter }: AddressRules): readonly SystemName[] {
  return [
    ...ownAddresses.map(({ handle, domain }) => ({
      base: (delimiter.baseOf(handle) ?? handle).value,
      domain: domain.value,
    })),
    ...POSTFIX_SENDERS.map((base) => ({ base })),
  ];
}

function isAddressOf({ base, domain }: SystemName, dialect: SqlDialect, rules: AddressRules): RawBuilder<SqlBool> {
  const begins = (prefix: string) => dialect.startsWith('address', prefix);
  const extended = Array.from(rules.delimiter.characters).map((character) => begins(`${base}${character}`));
  const isOne =
    domain === undefined
      ? either([begins(`${base}@`), ...extended])
      : either([
          sql`address = ${`${base}@${domain}`}`,
          ...extended.map((prefix) => sql<SqlBool>`(${prefix} AND address LIKE ${`%@${domain}`})`),
        ]);
  // A mailbox of the mail server's own points at itself.
  return sql`${isOne} AND goto <> address`;
}

function isHandleOf({ base }: SystemName, dialect: SqlDialect, rules: AddressRules): RawBuilder<SqlBool> {
  const extended = Array.from(rules.delimiter.characters).map((character) =>
    dialect.startsWith('handle', base + character),
  );
  return either([sql`handle = ${base}`, ...extended]);
}

function either(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return sql`(${sql.join(conditions, sql` OR `)})`;
}

async function readActive(
  db: UntypedDatabase,
  from: string,
  column: string,
  condition: RawBuilder<SqlBool>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string; active: unknown }>`SELECT ${sql.ref(column)} AS name, active
    FROM ${sql.raw(from)} WHERE ${condition} LIMIT ${MAX_ROWS}`.execute(db);
  return rows.filter(({ active }) => isOn(active)).map(({ name }) => name);
}
