import { expect, describe, test } from '@jest/globals';
import { useDatabase } from '../support/database-under-test.js';
import { installations } from '../support/foreign/installations.js';
import { domain, email } from '../support/samples.js';
import { runningServers } from '../support/servers/running-servers.js';

/** The numbers from 0 to 99,999, which are more than one page. */
const DIGITS = `(SELECT 0 AS n ${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `UNION ALL SELECT ${n}`).join(' ')})`;
const PLACES = [1, 10, 100, 1_000, 10_000];
const NUMBERS = `(SELECT ${PLACES.map((place) => `d${place}.n * ${place}`).join(' + ')} AS n
  FROM ${PLACES.map((place) => `${DIGITS} AS d${place}`).join(' CROSS JOIN ')}) AS numbers`;

for (const kind of ['sqlite', ...runningServers()] as const) {
  describe.each(installations(kind))(`owners: $name × ${kind}`, ({ name, schema }) => {
    const under = useDatabase(kind, name);

    test('are found among more aliases than one statement reads', async () => {
      await under.backend.domains.add(domain('example.org'), { visible: true });
      const concat = (...parts: readonly string[]) =>
        kind === 'postgres' || kind === 'sqlite' ? parts.join(' || ') : `CONCAT(${parts.join(', ')})`;
      const number = kind === 'mariadb' || kind === 'mysql' ? 'n' : 'CAST(n AS VARCHAR(9))';
      const goto = `CASE WHEN n % 30000 = 7 THEN ${concat("'Owner'", number, "'@late.example'")} ELSE 'o@late.example.org' END`;
      const columns = schema === 'postfixadmin' ? 'address, goto, domain' : 'address, goto';
      const rest = schema === 'postfixadmin' ? ", 'example.org'" : '';
      await under.database.run(
        `INSERT INTO alias (${columns}) SELECT ${concat("'h'", number, "'@example.org'")}, ${goto}${rest} FROM ${NUMBERS}`,
      );
      const find = (max: number) => under.backend.owners.findOn(domain('late.example'), max);
      expect(await find(9)).toEqual([7, 30_007, 60_007, 90_007].map((n) => `owner${n}@late.example`).sort());
      expect(await find(1)).toHaveLength(1);
    });

    test('a row of others is an alias if its mail goes to others alone', async () => {
      await under.backend.domains.add(domain('example.org'), { visible: true });
      const [columns, rest] = schema === 'postfixadmin' ? [', domain', ", 'example.org'"] : ['', ''];
      const rows = [
        ['list@example.org', 'a@one.example, b@two.example'],
        ['copied@example.org', 'a@one.example,Copied@example.org'],
        ['box@example.org', 'box@example.org'],
      ];
      for (const [address, goto] of rows)
        await under.database.run(
          `INSERT INTO alias (address, goto${columns}) VALUES ('${String(address)}', '${String(goto)}'${rest})`,
        );
      const asked = rows.map(([address]) => email(String(address)));
      expect([...(await under.backend.owners.findAliases(asked))]).toEqual(['list@example.org']);
    });
  });
}
