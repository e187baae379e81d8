import type { Kysely, Selectable } from 'kysely';
import type { OwnQuotas, QuotaRegistry, OwnQuota } from '../../../application/ports/quota-registry.js';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import type { SqlDialect } from '../connections/dialect.js';
import { retryTransient } from '../transactions/retry-transient.js';
import type { OwnerTables } from './tables/owner-table.js';

/** In a column: any number. NULL is the quota of all owners. */
const NONE = -1;

const COLUMNS = ['owner_email', 'max_aliases', 'max_handles', 'max_keys'] as const;
type Row = Selectable<OwnerTables['postern_owner']>;

export class SqlQuotaRegistry implements QuotaRegistry {
  constructor(
    private readonly db: Kysely<OwnerTables>,
    private readonly dialect: SqlDialect,
  ) {}

  async find(owner: EmailAddress): Promise<OwnQuotas | undefined> {
    const row = await retryTransient(() =>
      this.select(this.db).where('owner_email', '=', owner.value).executeTakeFirst(),
    );
    return row && isSet(row) ? toRecord(row) : undefined;
  }

  async set(owner: EmailAddress, quotas: Partial<OwnQuotas['quotas']>): Promise<OwnQuotas> {
    const changes = {
      ...('aliases' in quotas && { max_aliases: toColumn(quotas.aliases) }),
      ...('handles' in quotas && { max_handles: toColumn(quotas.handles) }),
      ...('keys' in quotas && { max_keys: toColumn(quotas.keys) }),
    };
    return retryTransient(() =>
      this.db.transaction().execute(async (trx) => {
        const row = trx.insertInto('postern_owner').values({ owner_email: owner.value, ...changes });
        const isNew = await this.dialect.insertUnlessTaken(row, 'owner_email');
        if (!isNew && Object.keys(changes).length > 0)
          await trx.updateTable('postern_owner').set(changes).where('owner_email', '=', owner.value).execute();
        return toRecord(await this.select(trx).where('owner_email', '=', owner.value).executeTakeFirstOrThrow());
      }),
    );
  }

  /** Rows without a quota are there to be locked by claims. */
  async list({ limit }: { readonly limit?: number } = {}): Promise<readonly OwnQuotas[]> {
    const rows = await retryTransient(() =>
      this.select(this.db)
        .where((is) =>
          is.or([is('max_aliases', 'is not', null), is('max_handles', 'is not', null), is('max_keys', 'is not', null)]),
        )
        .orderBy('owner_email')
        .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
        .execute(),
    );
    return rows.map(toRecord);
  }

  private select(db: Kysely<OwnerTables>) {
    return db.selectFrom('postern_owner').select(COLUMNS);
  }
}

function isSet({ max_aliases, max_handles, max_keys }: Row): boolean {
  return max_aliases !== null || max_handles !== null || max_keys !== null;
}

function toRecord({ owner_email, max_aliases, max_handles, max_keys }: Row): OwnQuotas {
  return {
    owner: owner_email,
    quotas: { aliases: fromColumn(max_aliases), handles: fromColumn(max_handles), keys: fromColumn(max_keys) },
  };
}

function toColumn(quota: OwnQuota): number | null {
  return quota === 'none' ? NONE : (quota ?? null);
}

function fromColumn(column: number | null): OwnQuota {
  if (column === null) return undefined;
  return column < 0 ? 'none' : column;
}
