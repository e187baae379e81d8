import { ListAliases, type ListedAlias } from '../../application/list-aliases.js';
import type { AliasFilter } from '../../application/ports/alias-store.js';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import { err, ok, type Result } from '../../domain/result.js';
import { callerOf } from './caller-of.js';
import type { Context } from './context.js';
import { isAbsent, readDomain, readHandlePrefix } from './fields.js';
import { isoTime } from './iso-time.js';
import { readPage } from './page-fields.js';
import { refuse, type Refusal } from './refuse.js';

const FLAGS: ReadonlyMap<unknown, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);

/** `GET /api/alias/list`, behind requireKey. */
export function listAliasesRoute(listAliases: ListAliases, toALabels: DomainEncoding) {
  return async function list(ctx: Context): Promise<void> {
    const { owner } = callerOf(ctx);
    const page = readPage(ctx);
    if (!page.ok) {
      refuse(ctx, 400, page.error);
      return;
    }
    const filter = readFilter(ctx, toALabels);
    if (!filter.ok) {
      refuse(ctx, 400, filter.error);
      return;
    }
    const { items, total, limit, offset, nextId } = await listAliases.execute({
      ...page.value,
      ...filter.value,
      owner,
    });
    const next_cursor = nextId === undefined ? null : String(nextId);
    // Counting stopped there, so that a page costs the same for an owner of millions.
    const atLeast = total === ListAliases.MAX_TOTAL ? { total_is_at_least: true } : {};
    ctx.body = { items: items.map(toItem), pagination: { total, ...atLeast, limit, offset, next_cursor } };
  };
}

/** What narrows the list; absent and empty fields do not. */
function readFilter(ctx: Context, toALabels: DomainEncoding): Result<AliasFilter, Refusal> {
  const active = isAbsent(ctx, 'active') ? ok(undefined) : readFlag(ctx, 'active');
  if (!active.ok) return active;
  const domain = isAbsent(ctx, 'domain') ? ok(undefined) : readDomain(ctx, 'domain', toALabels);
  if (!domain.ok) return domain;
  const prefix = isAbsent(ctx, 'q') ? ok(undefined) : readHandlePrefix(ctx, 'q');
  if (!prefix.ok) return prefix;
  return ok({ active: active.value, domain: domain.value, prefix: prefix.value });
}

function readFlag(ctx: Context, field: string): Result<boolean, Refusal> {
  const flag = FLAGS.get(ctx.query[field]);
  if (flag !== undefined) return ok(flag);
  return err({
    error: 'invalid_params',
    field,
    reason: 'not_a_flag',
    hint: 'It must be 1 or 0.',
    constraints: { values: '0, 1' },
  });
}

function toItem({ id, address, goto, active, domainId, createdAt, modifiedAt }: ListedAlias) {
  return {
    id: id ?? null,
    address,
    goto,
    active: active ? 1 : 0,
    domain_id: domainId ?? null,
    created: isoTime(createdAt),
    modified: isoTime(modifiedAt),
  };
}
