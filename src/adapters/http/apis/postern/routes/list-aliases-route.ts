import * as z from 'zod';
import { type AliasPage, ListAliases, type ListedAlias } from '../../../../../application/aliases/list-aliases.js';
import type { DomainEncoding } from '../../../../../application/ports/domain-encoding.js';
import { callerOf } from '../../../pipeline/caller/caller-of.js';
import { existingDomainField, flagField, handlePrefixField } from '../../../fields/fields.js';
import { ISO_TIME, isoTime } from '../../../fields/iso-time.js';
import { pageFields, PAGINATION, toPage } from '../../../fields/page-fields.js';
import { pagePoints } from '../../../fields/page-points.js';
import { ALIASES } from '../tags.js';
import { withQuery } from '../../../pipeline/bodies/read-fields.js';
import { EXAMPLE } from '../../../fields/example.js';
import type { Route } from '../../../pipeline/routing/route.js';

const ITEM = z.object({
  id: z.int().nullable().meta({ description: 'Null in tables that do not number their aliases.' }),
  address: z.string(),
  goto: z.string().meta({ description: 'Where its mail goes.' }),
  active: z.union([z.literal(0), z.literal(1)]).meta({ description: '1 where it forwards.' }),
  domain_id: z.int().nullable().meta({ description: 'Null in tables that do not number their domains.' }),
  created: ISO_TIME,
  modified: ISO_TIME,
});

const ANSWER = z.object({
  items: z.array(ITEM),
  pagination: z.object({
    total: z.int().meta({ description: 'How many aliases the filters let through.' }),
    total_is_at_least: z
      .literal(true)
      .optional()
      .meta({
        description: `There where counting ended: at ${ListAliases.MAX_TOTAL}, of which the filters may let few through.`,
      }),
    ...PAGINATION,
  }),
});
type Answer = z.output<typeof ANSWER>;

const EXAMPLE_ANSWER: Answer = {
  items: [
    {
      id: 1,
      address: EXAMPLE.address,
      goto: EXAMPLE.owner,
      active: 1,
      domain_id: 1,
      created: EXAMPLE.time,
      modified: EXAMPLE.time,
    },
  ],
  pagination: { total: 1, limit: 50, offset: 0, next_cursor: null },
};

export function listAliasesRoute(listAliases: Pick<ListAliases, 'execute'>, toALabels: DomainEncoding): Route {
  const input = z.object({
    ...pageFields(),
    active: flagField({
      description: 'Only aliases that forward, or only those that do not.',
      examples: ['1'],
    }).optional(),
    domain: existingDomainField(toALabels, 'Only aliases on this domain.').optional(),
    q: handlePrefixField().optional(),
  });
  return {
    method: 'get',
    path: '/api/alias/list',
    operation: 'alias_list',
    access: { by: 'key', bucket: 'list_per_key', pointsOf: pagePoints },
    about: {
      id: 'listAliases',
      tag: ALIASES,
      summary: 'The owner’s aliases, newest first',
      description:
        `With a filter, a page looks at ${ListAliases.MAX_EXAMINED} aliases and no more: it may be short, or empty, where ` +
        '`next_cursor` leads on.',
      input,
      answer: { description: 'A page of them.', body: { schema: ANSWER, example: EXAMPLE_ANSWER } },
    },
    handle: withQuery(input, async (ctx, fields) => {
      const { owner } = callerOf(ctx);
      const { active, domain, q: prefix } = fields;
      const page = await listAliases.execute({ ...toPage(fields), active, domain, prefix, owner });
      return { status: 200, body: textOf(page) };
    }),
  };
}

/** A page that callers share is spelled out once. */
const texts = new WeakMap<AliasPage, string>();

function textOf(page: AliasPage): string {
  const text = texts.get(page) ?? JSON.stringify(answerOf(page));
  texts.set(page, text);
  return text;
}

function answerOf({ items, total, totalIsAtLeast, limit, offset, nextId }: AliasPage): Answer {
  const next_cursor = nextId === undefined ? null : String(nextId);
  const atLeast = totalIsAtLeast ? { total_is_at_least: true as const } : {};
  return { items: items.map(toItem), pagination: { total, ...atLeast, limit, offset, next_cursor } };
}

function toItem(alias: ListedAlias): z.output<typeof ITEM> {
  const { id, address, goto, active, domainId, createdAt, modifiedAt } = alias;
  const created = isoTime(createdAt);
  // Most were never changed, and to spell out a time takes longer than to read it.
  const modified = modifiedAt.getTime() === createdAt.getTime() ? created : isoTime(modifiedAt);
  return {
    id: id ?? null,
    address,
    goto,
    active: active ? 1 : 0,
    domain_id: domainId ?? null,
    created,
    modified,
  };
}
