import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { openSqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { serializeError } from '../../src/infrastructure/observability/serialize-error.js';
import { describeWith } from '../support/describe-with.js';
import { installations } from '../support/foreign/installations.js';
import { installDatabase } from '../support/installed-database.js';
import { alias, domain } from '../support/samples.js';

const MARKER = 'marker';
const OWN = alias(`${MARKER}-shop@example.org`, `${MARKER}-owner@example.net`);

/** Each refuses a row, and quotes it: in its message, and on PostgreSQL in the detail too. */
const TRIGGERS = {
  sqlite: [`CREATE TRIGGER refuse BEFORE INSERT ON alias BEGIN SELECT RAISE(ABORT, '${MARKER}-shop is refused'); END`],
  mysql: [
    `CREATE TRIGGER refuse BEFORE INSERT ON alias FOR EACH ROW
      BEGIN SET @why = CONCAT('no ', NEW.address); SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = @why; END`,
  ],
  postgres: [
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$BEGIN RAISE EXCEPTION 'no %', NEW.address USING DETAIL = NEW.goto; END$$`,
    'CREATE TRIGGER refuse BEFORE INSERT ON alias FOR EACH ROW EXECUTE FUNCTION refuse()',
  ],
} as const;

for (const kind of ['sqlite', 'mariadb', 'mysql', 'postgres'] as const) {
  describeWith([kind], `errors hold no values: ${kind}`, () => {
    test.each(installations(kind).map((installation) => [installation.name, installation] as const))(
      '%s',
      async (_, installation) => {
        await using database = await installDatabase(kind, installation);
        for (const statement of TRIGGERS[kind === 'mariadb' ? 'mysql' : kind]) await database.run(statement);
        const backend = await openSqlBackend({ url: database.url, schema: installation.schema });
        await backend.domains.add(domain('example.org'), { visible: true });
        const keyId = 1;
        const origin = { keyId, requestId: 'r', route: '/', ip: '192.0.2.1', userAgent: `${MARKER}-agent` };
        const claims = [OWN, alias(`${MARKER}-book@example.org`, `${MARKER}-owner@example.net`)];
        const settled = await Promise.allSettled([
          backend.aliases.claim({ alias: OWN, origin }),
          backend.aliases.claimMany(claims),
          backend.aliases.claim({ alias: OWN }),
        ]);
        await backend.close();
        expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
        for (const outcome of settled) {
          const reason: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
          expect(String(reason)).toMatch(/SQLITE_CONSTRAINT|ER_SIGNAL_EXCEPTION|P0001/);
          expect(inspect(reason, { depth: 10 })).not.toContain(MARKER);
          expect(JSON.stringify(serializeError(reason))).not.toContain(MARKER);
        }
      },
    );
  });
}
