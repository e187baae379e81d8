import type { Kysely } from 'kysely';
import type { AddDomainOutcome, DomainRecord, DomainRegistry } from '../../../../application/ports/domain-registry.js';
import type { Domain } from '../../../../domain/domain.js';
import type { HaltmanTables } from './tables.js';

/** Aliases need a domain that is active both for the mail server and by its MX record. */
export class HaltmanDomainRegistry implements DomainRegistry {
  constructor(private readonly db: Kysely<HaltmanTables>) {}

  async find(domain: Domain): Promise<DomainRecord | undefined> {
    const row = await this.select().where('name', '=', domain.value).executeTakeFirst();
    return row && toRecord(row);
  }

  async add(domain: Domain, { visible }: { readonly visible: boolean }): Promise<AddDomainOutcome> {
    const { numInsertedOrUpdatedRows } = await this.db
      .insertInto('domain')
      .values({ name: domain.value, active: 1, active_mx: 1, visible: visible ? 1 : 0 })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) return { kind: 'exists' };
    const row = await this.select().where('name', '=', domain.value).executeTakeFirstOrThrow();
    return { kind: 'added', domain: toRecord(row) };
  }

  async list(): Promise<readonly DomainRecord[]> {
    const rows = await this.select().orderBy('name').execute();
    return rows.map(toRecord);
  }

  async setActive(domain: Domain, active: boolean): Promise<DomainRecord | undefined> {
    const flags = active ? ({ active: 1, active_mx: 1 } as const) : ({ active: 0 } as const);
    await this.db.updateTable('domain').set(flags).where('name', '=', domain.value).execute();
    return this.find(domain);
  }

  private select() {
    return this.db.selectFrom('domain').select(['id', 'name', 'active', 'active_mx', 'visible']);
  }
}

interface Row {
  readonly id: number;
  readonly name: string;
  readonly active: number;
  readonly active_mx: number;
  readonly visible: number;
}

function toRecord(row: Row): DomainRecord {
  return { id: row.id, name: row.name, active: row.active === 1 && row.active_mx === 1, visible: row.visible === 1 };
}
