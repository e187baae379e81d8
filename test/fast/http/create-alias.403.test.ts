import Database from 'better-sqlite3';
import { expect, test } from '@jest/globals';
import { openSqlBackend } from '../../../src/adapters/sql/open-sql-backend.js';
import { postfixadminTables } from '../../support/foreign/postfixadmin-tables.js';
import { HttpService } from '../../support/http-service.js';
import { TemporaryFolder } from '../../support/temporary-folder.js';

test('a domain that has all the aliases that its operator lets it have takes no more, and says how many', async () => {
  using folder = new TemporaryFolder();
  const path = folder.file('postfixadmin.db');
  const database = new Database(path);
  for (const statement of postfixadminTables('sqlite', '3.3')) database.exec(statement);
  await using service = await HttpService.start({
    backend: await openSqlBackend({ url: `sqlite:${path}`, schema: 'postfixadmin' }),
  });
  database.exec("UPDATE domain SET aliases = 1 WHERE domain = 'example.org'");
  database.close();
  const create = async (alias_handle: string) => {
    const response = await service.create({ alias_handle, alias_domain: 'example.org' });
    return [response.status, await response.json()];
  };
  expect(await create('shop')).toMatchObject([200, { created: true }]);
  expect(await create('more')).toEqual([
    403,
    {
      error: 'forbidden',
      field: 'alias_domain',
      reason: 'alias_limit_reached',
      hint: 'The domain has as many aliases as its operator lets it have.',
      constraints: { max_aliases: 1 },
    },
  ]);
  expect(await create('shop')).toMatchObject([409, { error: 'alias_taken' }]);
  expect(await service.aliases()).toHaveLength(1);
});
