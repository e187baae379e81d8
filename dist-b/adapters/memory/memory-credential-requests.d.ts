import type { CredentialRequest, CredentialRequests, NewCredentialRequest, TokenHash } from '../../application/ports/credential-requests.js';
import type { KeyRegistry, NewKey } from '../../application/ports/key-registry.js';
import type { NewMail } from '../../application/ports/outbox.js';
import type { MemoryOutbox } from './memory-outbox.js';
/** Keeps requests for keys in this process's memory. Atomic because nothing is awaited between a look and what follows from it. */
export declare class MemoryCredentialRequests implements CredentialRequests {
    private readonly keys;
    private readonly outbox;
    private readonly rows;
    constructor(keys: KeyRegistry, outbox: MemoryOutbox);
    add(request: NewCredentialRequest, mail: NewMail, coolDownSince: Date): Promise<'added' | 'cooling_down'>;
    find(tokenHash: TokenHash, now: Date): Promise<CredentialRequest | undefined>;
    confirm(tokenHash: TokenHash, key: NewKey, now: Date): Promise<'confirmed' | 'gone'>;
    discardExpired(now: Date): Promise<void>;
    private open;
}
