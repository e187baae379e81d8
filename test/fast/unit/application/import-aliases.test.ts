import { beforeEach, describe, expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { boundAliases } from '../../../../src/adapters/sql/schemas/bound-lengths.js';
import { ImportAliases } from '../../../../src/application/aliases/import-aliases.js';
import type { NumberedRow } from '../../../../src/application/ports/alias-rows.js';
import type { AliasStore } from '../../../../src/application/ports/alias-store.js';
import type { Backend } from '../../../../src/application/ports/backend.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { collect, malformed, oneByOne, row } from '../../../support/rows.js';
import { alias, domain, email } from '../../../support/samples.js';

const OWNER = 'owner@example.net';
const many = (count: number) => Array.from({ length: count }, (_, i) => row(i + 1, `h${i}@example.org`, OWNER));

describe('ImportAliases', () => {
  let backend: Backend;
  const run = (rows: readonly NumberedRow[], dryRun = false) =>
    new ImportAliases(backend.domains, backend.aliases).execute({ rows: oneByOne(rows), dryRun });
  const stored = () => backend.aliases.count({}, 10_000);

  beforeEach(async () => {
    backend = openMemoryBackend(new FixedClock());
    await backend.domains.add(domain('example.org'), { visible: true });
    await backend.domains.add(domain('off.example'), { visible: true });
    await backend.domains.setActive(domain('off.example'), false);
  });

  test('rows become aliases, inactive ones inactive, and role names too', async () => {
    const rows = [
      row(2, ' Shop@Example.org ', 'Owner@example.net'),
      row(3, 'asleep@example.org', OWNER, false),
      row(9, 'postmaster@example.org', OWNER),
    ];
    expect(await collect(run(rows))).toEqual([{ lastNumber: 9, created: 3, unchanged: 0, refused: [] }]);
    expect(await backend.aliases.scan({ limit: 10 })).toMatchObject([
      { address: 'asleep@example.org', active: false },
      { address: 'postmaster@example.org', active: true },
      { address: 'shop@example.org', goto: OWNER, active: true },
    ]);
    expect(await collect(run(rows))).toEqual([{ lastNumber: 9, created: 0, unchanged: 3, refused: [] }]);
  });

  test('a row that the tables do not hold is refused, and holds up no other', async () => {
    const aliases = boundAliases(backend.aliases, { address: 17, goto: 17 });
    const rows = [
      row(1, 'shop@example.org', OWNER),
      row(2, 'longer@example.org', OWNER),
      row(3, 'late@example.org', `a${OWNER}`),
      row(4, 'shop2@example.org', OWNER),
      row(5, 'shop@example.org', 'a@example.net'),
    ];
    const why = { kind: 'address_too_long', maxOctets: 17 };
    const imported = new ImportAliases(backend.domains, aliases).execute({ rows: oneByOne(rows), dryRun: false });
    expect(await collect(imported)).toMatchObject([
      {
        created: 2,
        refused: [
          { number: 2, error: { kind: 'invalid_address', field: 'address', why } },
          { number: 3, error: { kind: 'invalid_address', field: 'goto', why } },
          { number: 5, error: { kind: 'address_taken' } },
        ],
      },
    ]);
  });

  test('of quotas it knows nothing', async () => {
    const claimMany = () => Promise.resolve([{ kind: 'quota_reached', quota: 1 } as const]);
    const imported = new ImportAliases(backend.domains, { claimMany }).execute({
      rows: oneByOne(many(1)),
      dryRun: false,
    });
    await expect(collect(imported)).rejects.toThrow('an import has no quota');
  });

  test('each bad row is told by its number and reason, in their order, and holds up no other', async () => {
    await backend.aliases.claim({ alias: alias('taken@example.org', 'other@example.net') });
    await backend.aliases.claim({ alias: alias('asleep@example.org', OWNER, false) });
    await backend.aliases.claim({ alias: alias('awake@example.org', OWNER) });
    await backend.handles?.take(alias('everywhere@example.org', OWNER).address.handle, email(OWNER));
    const taken = (address: string) => ({ kind: 'address_taken', address: email(address) });
    const [batch, ...rest] = await collect(
      run([
        row(2, 'taken@example.org', OWNER),
        malformed(3, { kind: 'not_utf8' }),
        row(4, 'no address', OWNER),
        row(5, 'a@example.org', 'b@c'),
        row(6, 'a@example.org', 'a@example.org'),
        row(7, 'a@off.example', OWNER),
        row(8, 'a@nowhere.example', OWNER),
        row(9, 'asleep@example.org', OWNER),
        row(10, 'awake@example.org', OWNER, false),
        row(11, 'everywhere@example.org', OWNER),
        row(12, 'good@example.org', OWNER),
        row(13, 'good@example.org', 'late@example.net'),
        row(14, 'good@example.org', OWNER),
      ]),
    );
    expect(rest).toEqual([]);
    expect(batch).toMatchObject({ lastNumber: 14, created: 1, unchanged: 1 });
    expect(batch?.refused.map(({ number, error }) => [number, error])).toEqual([
      [2, taken('taken@example.org')],
      [3, { kind: 'not_utf8' }],
      [4, { kind: 'invalid_address', field: 'address', why: { kind: 'inner_white_space' } }],
      [5, { kind: 'invalid_address', field: 'goto', why: expect.objectContaining({ kind: 'invalid_domain' }) }],
      [6, { kind: 'points_at_itself' }],
      [7, { kind: 'domain_not_served', domain: domain('off.example') }],
      [8, { kind: 'domain_not_served', domain: domain('nowhere.example') }],
      [9, { kind: 'switched_otherwise', address: email('asleep@example.org'), active: false }],
      [10, { kind: 'switched_otherwise', address: email('awake@example.org'), active: true }],
      [11, taken('everywhere@example.org')],
      [13, taken('good@example.org')],
    ]);
  });

  test('a row that forwards to a domain of this server is refused, unless the operator insists', async () => {
    const rows = [row(1, 'one@example.org', 'joe@example.org'), row(2, 'two@example.org', 'ann@off.example')];
    const refusal = (name: string) => ({ kind: 'domain_served_here', domain: domain(name) });
    expect(await collect(run(rows))).toMatchObject([
      {
        created: 0,
        refused: [
          { number: 1, error: refusal('example.org') },
          { number: 2, error: refusal('off.example') },
        ],
      },
    ]);
    const command = { rows: oneByOne(rows), dryRun: false, localOwners: true };
    const insisted = new ImportAliases(backend.domains, backend.aliases).execute(command);
    expect(await collect(insisted)).toMatchObject([{ created: 2, refused: [] }]);
  });

  test('a row that forwards to an alias is refused, also if the operator insists', async () => {
    await backend.aliases.claim({ alias: alias('shop@example.org', OWNER) });
    const rows = [row(1, 'one@example.org', 'shop@example.org'), row(2, 'two@example.org', 'box@example.org')];
    const command = { rows: oneByOne(rows), dryRun: false, localOwners: true };
    const batches = new ImportAliases(backend.domains, backend.aliases, backend.owners).execute(command);
    const error = { kind: 'owner_is_an_alias', owner: email('shop@example.org') };
    expect(await collect(batches)).toMatchObject([{ created: 1, refused: [{ number: 1, error }] }]);
    const outside = new ImportAliases(backend.domains, backend.aliases, backend.owners);
    const remote = { rows: oneByOne([row(1, 'far@example.org', OWNER)]), dryRun: false, localOwners: true };
    expect(await collect(outside.execute(remote))).toMatchObject([{ created: 1, refused: [] }]);
  });

  test('a domain that is full says how many it may have', async () => {
    const full: Pick<AliasStore, 'claimMany'> = {
      claimMany: (claims) => Promise.resolve(claims.map(() => ({ kind: 'limit_reached', limit: 7 }))),
    };
    const batches = new ImportAliases(backend.domains, full).execute({ rows: oneByOne(many(1)), dryRun: false });
    expect(await collect(batches)).toMatchObject([
      { created: 0, refused: [{ number: 1, error: { kind: 'alias_limit_reached', limit: 7 } }] },
    ]);
  });

  test('tried only, it tells the same and makes nothing', async () => {
    expect(await collect(run(many(3), true))).toEqual([{ lastNumber: 3, created: 3, unchanged: 0, refused: [] }]);
    expect(await stored()).toBe(0);
  });

  test('a thousand rows are one batch, refused ones among them; each is done before it is told', async () => {
    const rows = [malformed(1, { kind: 'not_utf8' }), ...many(2_500)];
    const seen: number[][] = [];
    for await (const { created, refused } of run(rows)) seen.push([created, refused.length, await stored()]);
    expect(seen).toEqual([
      [999, 1, 999],
      [1_000, 0, 1_999],
      [501, 0, 2_500],
    ]);
  });

  test.each([0, 1_000, 2_000])('%i rows leave no batch half or empty', async (count) => {
    expect(await collect(run(many(count)))).toHaveLength(count / 1_000);
  });

  test('who reads no further stops it there, and lets go of the rows', async () => {
    let isLetGo = false;
    async function* rows() {
      try {
        yield* oneByOne(many(5_000));
      } finally {
        isLetGo = true;
      }
    }
    const batches = new ImportAliases(backend.domains, backend.aliases).execute({ rows: rows(), dryRun: false });
    for await (const { lastNumber } of batches) if (lastNumber === 2_000) break;
    expect([isLetGo, await stored()]).toEqual([true, 2_000]);
    expect((await collect(run(many(5_000)))).map(({ unchanged }) => unchanged)).toEqual([1_000, 1_000, 0, 0, 0]);
  });

  test('a failure is thrown, and no row is told as done', async () => {
    const away: Pick<AliasStore, 'claimMany'> = { claimMany: () => Promise.reject(new Error('away')) };
    const batches = new ImportAliases(backend.domains, away).execute({ rows: oneByOne(many(1)), dryRun: false });
    await expect(collect(batches)).rejects.toThrow('away');
  });
});
