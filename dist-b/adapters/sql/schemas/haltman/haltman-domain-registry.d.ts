import type { Kysely } from 'kysely';
import type { AddDomainOutcome, DomainRecord, DomainRegistry } from '../../../../application/ports/domain-registry.js';
import type { Domain } from '../../../../domain/domain.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import type { HaltmanTables } from './tables.js';
/** Aliases need a domain that is active both for the mail server and, where the tables know of it, by its MX record. */
export declare class HaltmanDomainRegistry implements DomainRegistry {
    private readonly db;
    private readonly dialect;
    /** Which columns the table has; older ones lack those that came later. */
    private readonly columns;
    readonly canHide: boolean;
    constructor(db: Kysely<HaltmanTables>, dialect: SqlDialect, 
    /** Which columns the table has; older ones lack those that came later. */
    columns: ReadonlySet<string>);
    find(domain: Domain): Promise<DomainRecord | undefined>;
    idsOf(names: readonly string[]): Promise<ReadonlyMap<string, number>>;
    add(domain: Domain, { visible }: {
        readonly visible: boolean;
    }): Promise<AddDomainOutcome>;
    list(): Promise<readonly DomainRecord[]>;
    setActive(domain: Domain, active: boolean): Promise<DomainRecord | undefined>;
    private select;
    private present;
}
