import type { Kysely } from 'kysely';
import type { AddDomainOutcome, DomainRecord, DomainRegistry } from '../../../../application/ports/domain-registry.js';
import type { Domain } from '../../../../domain/addresses/domain.js';
import { isOn, type SqlDialect } from '../../connections/dialect.js';
import { asFound, ignoresCase, isSpellingOf } from '../../statements/letter-case.js';
import { retryTransient } from '../../transactions/retry-transient.js';
import { readInSlices } from '../../statements/slices.js';
import type { PostfixadminTables } from './tables.js';

/** Rights and defaults of PostfixAdmin's own hang on a domain of this name, which is none. */
const PSEUDO_DOMAIN = 'ALL';

/** A domain is served while it is active, and not merely passed on to another server. */
export class PostfixadminDomainRegistry implements DomainRegistry {
  readonly canHide = true;
  readonly canSwitch = true;

  constructor(
    private readonly db: Kysely<PostfixadminTables>,
    private readonly dialect: SqlDialect,
  ) {}

  async find(domain: Domain): Promise<DomainRecord | undefined> {
    const row = await retryTransient(() => this.select().where('d.domain', '=', domain.value).executeTakeFirst());
    return row && isSpellingOf(row.domain, domain.value) ? toRecord(row) : undefined;
  }

  /** PostfixAdmin does not number its domains. */
  idsOf(): Promise<ReadonlyMap<string, number>> {
    return Promise.resolve(new Map());
  }

  async add(domain: Domain, { visible }: { readonly visible: boolean }): Promise<AddDomainOutcome> {
    const added = await retryTransient(() =>
      this.db.transaction().execute(async (trx) => {
        const row = await this.dialect.insertUnlessTaken(
          trx.insertInto('domain').values({
            domain: domain.value,
            description: '',
            aliases: 0,
            mailboxes: 0,
            maxquota: 0,
            quota: 0,
            transport: 'virtual',
            backupmx: this.dialect.writeFlag(false),
            created: this.dialect.now,
            modified: this.dialect.now,
            active: this.dialect.writeFlag(true),
          }),
          'domain',
        );
        if (!row) return false;
        // PostfixAdmin may have had the domain, and deleted it.
        await trx.deleteFrom('postern_domain').where('name', '=', domain.value).execute();
        await trx
          .insertInto('postern_domain')
          .values({ name: domain.value, visible: visible ? 1 : 0 })
          .execute();
        return true;
      }),
    );
    if (!added) return { kind: 'exists' };
    return {
      kind: 'added',
      domain: toRecord(await this.select().where('d.domain', '=', domain.value).executeTakeFirstOrThrow()),
    };
  }

  async list(): Promise<readonly DomainRecord[]> {
    const { rowsAtATime } = this.dialect;
    const read = (after: string | undefined) =>
      retryTransient(() =>
        this.select()
          .where('d.domain', '!=', PSEUDO_DOMAIN)
          .$if(after !== undefined, (query) => query.where('d.domain', '>', after ?? ''))
          .orderBy('d.domain')
          .$if(rowsAtATime < Infinity, (query) => query.limit(rowsAtATime))
          .execute(),
      );
    const rows = await readInSlices(rowsAtATime, read, ({ domain }) => domain);
    return rows.map(toRecord);
  }

  async setActive(domain: Domain, active: boolean): Promise<DomainRecord | undefined> {
    // The row of another name may be what this collation would update.
    if (!(await this.find(domain))) return undefined;
    await this.db
      .updateTable('domain')
      .set({ active: this.dialect.writeFlag(active), modified: this.dialect.now })
      .where('domain', '=', domain.value)
      .execute();
    return this.find(domain);
  }

  private select() {
    return this.db
      .selectFrom('domain as d')
      .leftJoin('postern_domain as p', 'p.name', 'd.domain')
      .select(['d.domain', 'd.active', 'd.backupmx', 'p.visible', ignoresCase('d.domain').as('folds')]);
  }
}

interface Row {
  readonly domain: string;
  readonly active: unknown;
  readonly backupmx: unknown;
  readonly visible: number | null;
  readonly folds: unknown;
}

function toRecord({ domain, active, backupmx, visible, folds }: Row): DomainRecord {
  return {
    id: undefined,
    name: asFound(domain, folds),
    active: isOn(active) && !isOn(backupmx),
    visible: visible !== 0,
  };
}
