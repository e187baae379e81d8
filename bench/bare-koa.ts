import Router from '@koa/router';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';

/** The floor: the same framework, parser and answer as a create, and nothing done in between. */
const app = new Koa();
const router = new Router();
router.post('/api/alias/create', bodyParser(), (ctx) => {
  const { alias_handle: handle, alias_domain: domain } = ctx.request.body as Record<string, string>;
  ctx.body = { ok: true, created: true, address: `${handle}@${domain}`, goto: 'owner@example.net' };
});
app.use(router.routes());

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`listening on http://127.0.0.1:${address.port}`);
});
