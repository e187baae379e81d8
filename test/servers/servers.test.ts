import { expect, test } from '@jest/globals';
import { describeOnOwnServers, describeOnServers } from '../support/describe-with.js';
import { PrivateServer } from '../support/servers/private-server.js';
import { connect } from '../support/servers/raw-connection.js';
import { getRunningServer, leftOutServers, runningServers } from '../support/servers/running-servers.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';
import { createTestDatabase, createTestDatabaseOn } from '../support/servers/test-database.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

test('each kind of server runs, or is left out by name with the reason', () => {
  const leftOut = leftOutServers();
  expect([...runningServers(), ...leftOut.map(({ kind }) => kind)].sort()).toEqual([...SERVER_KINDS]);
  for (const { leftOut: reason } of leftOut) expect(reason).toMatch(/^(url|container|program): ./);
});

describeOnServers('a test database', (kind) => {
  const parameter = kind === 'postgres' ? '$1' : '?';

  test('its user makes tables in it, and uses what the administrator made', async () => {
    await using database = await createTestDatabase(kind);
    await database.run('CREATE TABLE foreign_table (name VARCHAR(50))');
    await using user = await connect(database.url);
    await user.run('CREATE TABLE own_table (name VARCHAR(50))');
    await user.run(`INSERT INTO own_table VALUES (${parameter})`, ['Grüße 📬']);
    await user.run('INSERT INTO foreign_table SELECT name FROM own_table');
    expect(await database.run(`SELECT name FROM foreign_table WHERE name = ${parameter}`, ['Grüße 📬'])).toEqual([
      { name: 'Grüße 📬' },
    ]);
  });

  test('of several statements it gives the rows of the last', async () => {
    await using database = await createTestDatabase(kind);
    const rows = await database.run('CREATE TABLE t (n INT); INSERT INTO t VALUES (1); SELECT n FROM t');
    expect(rows).toEqual([{ n: 1 }]);
    expect(await database.run('SELECT n FROM t WHERE n = 2')).toEqual([]);
    expect(await database.run('DELETE FROM t')).toEqual([]);
  });

  test('its user is let into no other database, and is no administrator', async () => {
    await using database = await createTestDatabase(kind);
    await using other = await createTestDatabase(kind);
    const url = Object.assign(new URL(database.url), { pathname: `/${other.name}` }).href;
    await expect(connect(url)).rejects.toThrow(/denied/);
    await using user = await connect(database.url);
    await expect(user.run('CREATE DATABASE one_more')).rejects.toThrow(/denied/);
  });

  test('its password is needed', async () => {
    await using database = await createTestDatabase(kind);
    const url = Object.assign(new URL(database.url), { password: 'wrong' }).href;
    // A server that somebody else runs may trust whoever comes from this machine.
    if (getRunningServer(kind).source !== 'url') await expect(connect(url)).rejects.toThrow(/denied|authentication/);
  });

  test('it goes with its user, though a transaction was left open in it', async () => {
    const database = await createTestDatabase(kind);
    await database.run('CREATE TABLE t (n INT)');
    const user = await connect(database.url);
    await user.run('BEGIN');
    await user.run('INSERT INTO t VALUES (1)');
    await database[Symbol.asyncDispose]();
    await expect(user.run('SELECT 1')).rejects.toThrow();
    await expect(connect(database.url)).rejects.toThrow();
    await expect(connect(database.adminUrl)).rejects.toThrow(/exist|unknown/i);
  });
});

describeOnOwnServers('a private server', (kind) => {
  test('killed amid a transaction, it is back on its port with what was committed and nothing else', async () => {
    await using server = await PrivateServer.start(kind);
    const database = await createTestDatabaseOn(server.url);
    await database.run('CREATE TABLE t (n INT)');
    await database.run('INSERT INTO t VALUES (1)');
    await database.run('BEGIN');
    await database.run('INSERT INTO t VALUES (2)');
    await server.kill();
    await expect(database.run('COMMIT')).rejects.toThrow();
    await expect(connect(database.url)).rejects.toThrow(/ECONNREFUSED/);

    await server.restart();
    expect(database.url).toContain(`:${server.port}/`);
    await using again = await connect(database.adminUrl);
    expect(await again.run('SELECT n FROM t')).toEqual([{ n: 1 }]);
  });

  test('stopped in good order it cuts off its clients, and starts again', async () => {
    await using server = await PrivateServer.start(kind);
    await using client = await connect(server.url);
    await server.stop();
    await expect(client.run('SELECT 1')).rejects.toThrow();
    await server.restart();
    await server.restart();
    await using again = await connect(server.url);
    expect(await again.run('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('paused it answers nothing, and resumed it answers what was asked meanwhile', async () => {
    await using server = await PrivateServer.start(kind);
    await using client = await connect(server.url);
    const answers: string[] = [];
    await server.pause();
    const asked = client.run('SELECT 1').then(() => answers.push('from the pause'));
    await expect(connect(server.url, 300)).rejects.toThrow(/time/i);
    expect(answers).toEqual([]);
    server.resume();
    await asked;
    expect(answers).toEqual(['from the pause']);
  });

  test('paused it can be killed, and is gone with its block', async () => {
    let url: string;
    {
      await using server = await PrivateServer.start(kind);
      ({ url } = server);
      await server.pause();
      await server.kill();
      await server.restart();
      await server.pause();
    }
    await expect(connect(url)).rejects.toThrow(/ECONNREFUSED/);
  });

  test('keeps its data in a folder that it is given', async () => {
    using folder = new TemporaryFolder();
    await using server = await PrivateServer.start(kind, { folder: folder.path });
    await using client = await connect(server.url);
    const [row] = await client.run(
      kind === 'postgres' ? `SELECT current_setting('data_directory') AS data` : 'SELECT @@datadir AS data',
    );
    expect(row?.['data']).toContain(folder.path);
  });
});
