import type { Kysely } from 'kysely';
import type { KeyHash, KeyRecord, KeyRegistry, NewKey } from '../../../application/ports/key-registry.js';
import type { EmailAddress } from '../../../domain/email-address.js';
import type { SqlDialect } from '../dialects/dialect.js';
import type { KeysDatabase, KeysTableName } from './keys-table.js';
export declare class SqlKeyRegistry implements KeyRegistry {
    private readonly db;
    private readonly dialect;
    private readonly table;
    constructor(db: Kysely<KeysDatabase>, dialect: SqlDialect, table: KeysTableName);
    find(hash: KeyHash): Promise<KeyRecord | undefined>;
    add({ hash, owner, createdAt, expiresAt }: NewKey): Promise<KeyRecord>;
    findById(id: number): Promise<KeyRecord | undefined>;
    list({ owner }: {
        readonly owner?: EmailAddress | undefined;
    }): Promise<readonly KeyRecord[]>;
    revoke(id: number, at: Date): Promise<KeyRecord | undefined>;
    touch(id: number, at: Date): Promise<void>;
    private select;
    private toRecord;
}
