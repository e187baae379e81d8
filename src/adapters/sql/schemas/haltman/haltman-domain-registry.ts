import type { Kysely } from 'kysely';
import type { AddDomainOutcome, DomainRecord, DomainRegistry } from '../../../../application/ports/domain-registry.js';
import type { Domain } from '../../../../domain/addresses/domain.js';
import { isOn, type SqlDialect } from '../../connections/dialect.js';
import { asFound, ignoresCase, isSpellingOf } from '../../statements/letter-case.js';
import { retryTransient } from '../../transactions/retry-transient.js';
import { readInSlices } from '../../statements/slices.js';
import type { HaltmanTables } from './own-tables.js';

/** Aliases need a domain that is active both for the mail server and, where the tables know of it, by its MX record. */
export class HaltmanDomainRegistry implements DomainRegistry {
  readonly canHide: boolean;
  readonly canSwitch = true;

  constructor(
    private readonly db: Kysely<HaltmanTables>,
    private readonly dialect: SqlDialect,
    /** Which columns the table has; older ones lack those that came later. */
    private readonly columns: ReadonlySet<string>,
  ) {
    this.canHide = columns.has('visible');
  }

  async find(domain: Domain): Promise<DomainRecord | undefined> {
    const row = await retryTransient(() => this.select().where('name', '=', domain.value).executeTakeFirst());
    return row && isSpellingOf(row.name, domain.value) ? toRecord(row) : undefined;
  }

  async idsOf(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (names.length === 0) return new Map();
    const rows = await retryTransient(() => this.select().where('name', 'in', names).execute());
    const ids = new Map(rows.map((row) => [asFound(row.name, row.folds), row]));
    return new Map(
      names.flatMap((name) => {
        const row = ids.get(name) ?? ids.get(asFound(name, true));
        return row && (row.name === name || isOn(row.folds)) ? [[name, row.id] as const] : [];
      }),
    );
  }

  async add(domain: Domain, { visible }: { readonly visible: boolean }): Promise<AddDomainOutcome> {
    if (!visible && !this.canHide) throw new Error('the table domain has no column to hide a domain by');
    const flags: Flags = { active: 1, active_mx: 1, active_ui: 1, visible: visible ? 1 : 0 };
    const row = { name: domain.value, ...this.present(flags) };
    if (!(await this.dialect.insertUnlessTaken(this.db.insertInto('domain').values(row), 'name')))
      return { kind: 'exists' };
    const added = await this.select().where('name', '=', domain.value).executeTakeFirstOrThrow();
    return { kind: 'added', domain: toRecord(added) };
  }

  async list(): Promise<readonly DomainRecord[]> {
    const { rowsAtATime } = this.dialect;
    const read = (after: string | undefined) =>
      retryTransient(() =>
        this.select()
          .$if(after !== undefined, (query) => query.where('name', '>', after ?? ''))
          .orderBy('name')
          .$if(rowsAtATime < Infinity, (query) => query.limit(rowsAtATime))
          .execute(),
      );
    const rows = await readInSlices(rowsAtATime, read, ({ name }) => name);
    return rows.map(toRecord);
  }

  async setActive(domain: Domain, active: boolean): Promise<DomainRecord | undefined> {
    // The row of another name may be what this collation would update.
    if (!(await this.find(domain))) return undefined;
    const flags: Flags = active ? { active: 1, active_mx: 1 } : { active: 0 };
    await this.db.updateTable('domain').set(this.present(flags)).where('name', '=', domain.value).execute();
    return this.find(domain);
  }

  private select() {
    return this.db
      .selectFrom('domain')
      .select(['id', 'name', 'active', ignoresCase('name').as('folds')])
      .$if(this.columns.has('active_mx'), (query) => query.select('active_mx'))
      .$if(this.columns.has('visible'), (query) => query.select('visible'));
  }

  private present(flags: Flags): Flags {
    return Object.fromEntries(Object.entries(flags).filter(([name]) => this.columns.has(name)));
  }
}

type Flags = Partial<Record<'active' | 'active_mx' | 'active_ui' | 'visible', 0 | 1>>;

interface Row {
  readonly id: number;
  readonly name: string;
  readonly active: number | null;
  readonly active_mx?: number | null;
  readonly visible?: number | null;
  readonly folds: unknown;
}

function toRecord({ id, name, folds, active, active_mx = 1, visible = 1 }: Row): DomainRecord {
  return { id, name: asFound(name, folds), active: active === 1 && active_mx === 1, visible: visible === 1 };
}
