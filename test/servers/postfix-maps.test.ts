import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { postfixMapFiles } from '../../src/adapters/sql/postfix/postfix-map-files.js';
import type { SchemaName } from '../../src/adapters/sql/schemas/schemas.js';
import { describeWith } from '../support/describe-with.js';
import { disposeAll } from '../support/dispose-all.js';
import { installations } from '../support/foreign/installations.js';
import { type InstalledDatabase, installDatabase } from '../support/installed-database.js';
import { expandQuery } from '../support/postfix/expand-query.js';
import { HOSTILE_KEYS } from '../support/postfix/hostile-keys.js';
import { collate, collationsFor, fillMapTables, scans } from '../support/postfix/map-tables.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';

/** Of each map, a key that it knows, and its result. */
const KNOWN: Readonly<
  Record<SchemaName, readonly (readonly [map: string, key: string, result: string | undefined])[]>
> = {
  haltman: [
    ['postern-domains', 'example.org', 'example.org'],
    ['postern-handles', 'everywhere@example.org', 'handle@example.net'],
    ['postern-aliases', 'shop@example.org', 'owner@example.net'],
    ['postern-aliases', '?@example.org', 'question@example.net'],
    ['postern-aliases', 'expired@example.org', undefined],
    ['postern-aliases', 'later@example.org', 'owner@example.net'],
  ],
  postfixadmin: [
    ['postern-domains', 'example.org', 'example.org'],
    ['postern-mailboxes', 'joe@example.org', 'joe/'],
    ['postern-aliases', 'shop@example.org', 'owner@example.net'],
    ['postern-aliases', '?@example.org', 'question@example.net'],
    ['postern-aliases', 'expired@example.org', undefined],
    ['postern-aliases', 'later@example.org', 'owner@example.net'],
    ['postern-alias-domains', 'shop@twin.example', 'owner@example.net'],
    ['postern-alias-domains', 'expired@twin.example', undefined],
    ['postern-alias-domains', 'later@twin.example', 'owner@example.net'],
    ['postern-handles', 'everywhere@example.org', 'handle@example.net'],
    ['postern-handles', 'own@example.org', 'handle@example.net'],
    ['postern-handles', 'other@example.org', undefined],
    ['postern-alias-domain-catch-alls', 'any@twin.example', 'all@example.net'],
  ],
};

for (const kind of ['sqlite', ...SERVER_KINDS] as const) {
  for (const installation of installations(kind)) {
    describeWith([kind], `the maps of ${installation.name} × ${kind}`, () => {
      let database: InstalledDatabase;
      beforeAll(async () => {
        database = await installDatabase(kind, installation);
        await fillMapTables(database, installation.schema);
      });
      afterAll(() => disposeAll(database));

      test('know what there is, find it by an index, and take no other key for it', () =>
        expectAnswers(database, installation.schema));

      const collations = collationsFor(kind, installation);
      if (collations.length === 0) return;

      test('so they do whatever collation the tables are in', async () => {
        for (const collation of collations) {
          await collate(database, installation.schema, [collation]);
          await expectAnswers(database, installation.schema, collation);
        }
      });

      test('and if no two tables are in the same', async () => {
        for (const i of collations.keys()) {
          // Neighbours are of one kind, and the half of the list apart are strangers.
          const order = [0, 1, collations.length >> 1, 2].map(
            (step) => collations[(i + step) % collations.length] ?? '',
          );
          await collate(database, installation.schema, order);
          await expectAnswers(database, installation.schema, order.join(' '));
        }
      });
    });
  }
}

async function expectAnswers(database: InstalledDatabase, schema: SchemaName, tables = ''): Promise<void> {
  const known = KNOWN[schema];
  for (const [map, key, result] of known) {
    expect([tables, map, key, await ask(database, schema, map, key)]).toEqual([tables, map, key, result]);
    const plan = await scans(database, queryOf(database, schema, map, key) ?? '');
    expect([tables, map, plan]).toEqual([tables, map, []]);
  }
  for (const map of new Set(known.map(([name]) => name)))
    for (const key of HOSTILE_KEYS.map(String))
      expect([tables, map, key, await ask(database, schema, map, key)]).toEqual([tables, map, key, undefined]);
}

function queryOf({ kind, url }: InstalledDatabase, schema: SchemaName, map: string, key: string): string | undefined {
  const text = postfixMapFiles(url, schema).find(({ name }) => name === map)?.text;
  const query = /^query = (.*)$/m.exec(text ?? '')?.[1];
  if (query === undefined) throw new Error(`there is no map ${map}`);
  return expandQuery(kind, query, key);
}

/** The first result of a map for a key, as Postfix takes it: NULL is none. */
async function ask(database: InstalledDatabase, schema: SchemaName, map: string, key: string): Promise<unknown> {
  const query = queryOf(database, schema, map, key);
  const [row = {}] = query === undefined ? [] : await database.run(query);
  return Object.values(row)[0] ?? undefined;
}
