import type { CredentialRequest, CredentialRequests, NewCredentialRequest, TokenHash } from '../../../application/ports/credential-requests.js';
import type { NewKey } from '../../../application/ports/key-registry.js';
import type { NewMail } from '../../../application/ports/outbox.js';
import type { SqlDialect } from '../dialects/dialect.js';
import type { UntypedDatabase } from '../untyped-database.js';
import type { KeysTableName } from './keys-table.js';
export declare class SqlCredentialRequests implements CredentialRequests {
    private readonly untyped;
    private readonly dialect;
    private readonly keysTable;
    private readonly db;
    constructor(untyped: UntypedDatabase, dialect: SqlDialect, keysTable: KeysTableName);
    /** The unique index on latest_for decides: it is given up by a request that is old enough, and taken by one of those who race. */
    add(request: NewCredentialRequest, mail: NewMail, coolDownSince: Date): Promise<'added' | 'cooling_down'>;
    find(tokenHash: TokenHash, now: Date): Promise<CredentialRequest | undefined>;
    /** Where the connection broke after COMMIT was sent, the key itself says whether this very confirmation took place. */
    confirm(tokenHash: TokenHash, key: NewKey, now: Date): Promise<'confirmed' | 'gone'>;
    discardExpired(now: Date): Promise<void>;
    private useUp;
}
