import type { Kysely } from 'kysely';
import type { AddDomainOutcome, DomainRecord, DomainRegistry } from '../../../../application/ports/domain-registry.js';
import type { Domain } from '../../../../domain/domain.js';
import { type SqlDialect } from '../../dialects/dialect.js';
import type { PostfixadminTables } from './tables.js';
/** A domain is served while it is active, and not merely passed on to another server. */
export declare class PostfixadminDomainRegistry implements DomainRegistry {
    private readonly db;
    private readonly dialect;
    readonly canHide = true;
    constructor(db: Kysely<PostfixadminTables>, dialect: SqlDialect);
    find(domain: Domain): Promise<DomainRecord | undefined>;
    /** PostfixAdmin does not number its domains. */
    idsOf(): Promise<ReadonlyMap<string, number>>;
    add(domain: Domain, { visible }: {
        readonly visible: boolean;
    }): Promise<AddDomainOutcome>;
    list(): Promise<readonly DomainRecord[]>;
    setActive(domain: Domain, active: boolean): Promise<DomainRecord | undefined>;
    private select;
}
