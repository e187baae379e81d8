import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import { pipeline } from '../../../../src/adapters/sql/connections/pipeline.js';
import { sqlite } from '../../../../src/adapters/sql/connections/sqlite/sqlite.js';
import { findByValue } from '../../../../src/adapters/sql/statements/find-by-value.js';
import { number, statementsOf, text } from '../../../../src/adapters/sql/statements/table-statements.js';
import { runOrRollBack } from '../../../../src/adapters/sql/transactions/run-or-roll-back.js';

/** As a mail server keeps them that has a row a destination. */
interface Tables {
  forwardings: { address: string; destination: string };
  sizes: { address: string; size: number };
}
type Forwarding = Tables['forwardings'];

const LIMITS = { poolSize: 1, connectTimeoutMs: 1_000, statementTimeoutMs: 1_000, preparedStatements: true };

let db: Kysely<Tables>;
const table = statementsOf<Tables>(sqlite);
const insert = table('forwardings').insert({
  address: text(({ address }: Forwarding) => address),
  destination: text(({ destination }: Forwarding) => destination),
});
const forwardings = table('forwardings').lookUp('address', { goto: 'destination' });
const sizes = table('sizes').lookUp('address', { size: 'size' });

beforeEach(async () => {
  db = new Kysely({ dialect: await sqlite.connect({ dialect: 'sqlite', path: ':memory:' }, LIMITS) });
  // As MariaDB's usual collations ignore case and accents.
  await sql`CREATE TABLE forwardings (address TEXT COLLATE NOCASE, destination TEXT)`.execute(db);
  await sql`CREATE TABLE sizes (address TEXT, size INTEGER)`.execute(db);
});
afterEach(() => db.destroy());

const add = (...rows: readonly (readonly [address: string, destination: string])[]) =>
  pipeline(db, { added: insert(rows.map(([address, destination]) => ({ address, destination }))) });

test('all rows of a value are found, in any letter case, and none for a value without one', async () => {
  await add(['a@x.example', 'one'], ['A@x.example', 'two'], ['b@x.example', 'three']);
  const { found } = await findByValue(db, {
    found: { lookUp: forwardings, values: ['a@x.example', 'b@x.example', 'c@x.example'] },
  });
  const destinations = [...found].map(([value, rows]) => [value, rows.map(({ goto }) => goto)]);
  expect(destinations).toEqual([
    ['a@x.example', ['one', 'two']],
    ['b@x.example', ['three']],
  ]);
});

test('rows come back by the name of their statements, however many statements a name has', async () => {
  const values = Array.from({ length: 300 }, (_, n) => `a${n}@x.example`);
  await add(...values.map((value) => [value, value.toUpperCase()] as const));
  const write = table('sizes').insert({
    address: text((address: string) => address),
    size: number((address: string) => address.length),
  });
  const results = await pipeline(db, {
    written: write(values),
    forwardings: forwardings.find(values),
    nothing: [],
    sizes: sizes.find(values.slice(0, 3)),
  });
  expect(results.written.affected).toBe(300);
  expect(results.forwardings.rows.every(({ found, goto }) => goto === found.toUpperCase())).toBe(true);
  expect(results.forwardings.rows).toHaveLength(300);
  expect(results.nothing).toEqual({ rows: [], affected: 0 });
  expect(results.sizes.rows.map(({ size }) => size)).toEqual([12, 12, 12]);
});

test('a result that is not kept leaves nothing, and is returned', async () => {
  const work = (trx: Kysely<Tables>) =>
    pipeline(trx, { added: insert([{ address: 'a@x.example', destination: 'one' }]) });
  const { added } = await runOrRollBack(db, work, () => false);
  expect(added.affected).toBe(1);
  expect((await pipeline(db, { found: forwardings.find(['a@x.example']) })).found.rows).toEqual([]);
  await runOrRollBack(db, work, () => true);
  expect((await pipeline(db, { found: forwardings.find(['a@x.example']) })).found.rows).toHaveLength(1);
});
