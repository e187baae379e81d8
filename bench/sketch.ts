/**
 * As little as a durable create can be: the bare handler, and one SQLite transaction for all creates of a turn of the event loop, with
 * two INSERTs each. No key, no check, no log.
 */
import Router from '@koa/router';
import Sqlite from 'better-sqlite3';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';

const database = new Sqlite('sketch.db');
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`
  CREATE TABLE alias (id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, goto TEXT NOT NULL);
  CREATE TABLE log (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, body TEXT NOT NULL);
`);
const GOTO = 'owner@example.net';
const insertAlias = database.prepare('INSERT INTO alias (address, goto) VALUES (?, ?)');
const insertLog = database.prepare('INSERT INTO log (owner, body) VALUES (?, ?)');

interface Waiting {
  readonly address: string;
  readonly resolve: () => void;
}

let waiting: Waiting[] = [];

const commit = database.transaction((together: readonly Waiting[]) => {
  for (const { address } of together) {
    insertAlias.run(address, GOTO);
    insertLog.run(GOTO, address);
  }
});

function create(address: string): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push({ address, resolve }) > 1) return;
    setImmediate(() => {
      const together = waiting;
      waiting = [];
      commit(together);
      for (const { resolve } of together) resolve();
    });
  });
}

const app = new Koa();
const router = new Router();
router.post('/api/alias/create', bodyParser(), async (ctx) => {
  const { alias_handle: handle, alias_domain: domain } = ctx.request.body as Record<string, string>;
  const address = `${handle}@${domain}`;
  await create(address);
  ctx.body = { ok: true, created: true, address, goto: GOTO };
});
app.use(router.routes());

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`listening on http://127.0.0.1:${address.port}`);
});
