import Router from '@koa/router';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';

/** The floor: the same framework and answers as the service, a common parser, and nothing done in between. */
const app = new Koa();
const router = new Router();
/** What a list answers: `PUT` what the service answered. */
let list = '';

router.post('/api/alias/create', bodyParser(), (ctx) => {
  const { alias_handle: handle, alias_domain: domain } = ctx.request.body as Record<string, string>;
  ctx.body = { ok: true, created: true, address: `${handle}@${domain}`, goto: 'owner@example.net' };
});
router.post('/taken/api/alias/create', bodyParser(), (ctx) => {
  const { alias_handle: handle, alias_domain: domain } = ctx.request.body as Record<string, string>;
  ctx.status = 409;
  ctx.body = { ok: false, error: 'alias_taken', address: `${handle}@${domain}` };
});
router.put('/api/alias/list', bodyParser({ enableTypes: ['text'] }), (ctx) => {
  list = ctx.request.body as string;
  ctx.status = 204;
});
router.get('/api/alias/list', (ctx) => {
  ctx.type = 'json';
  ctx.body = list;
});
app.use(router.routes());

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`listening on http://127.0.0.1:${address.port}`);
});
