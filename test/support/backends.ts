import { openMemoryBackend } from '../../src/adapters/memory/open-memory-backend.js';
import { openSqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { systemClock } from '../../src/adapters/system/system-clock.js';
import type { Longest } from '../../src/adapters/sql/schemas/bound-lengths.js';
import { schemaOf } from '../../src/adapters/sql/schemas/schema-of.js';
import type { Backend } from '../../src/application/ports/backend.js';
import { Domain } from '../../src/domain/addresses/domain.js';
import { EmailAddress } from '../../src/domain/addresses/email-address.js';
import { emptyTables } from './database-under-test.js';
import { type DatabaseKind, installations } from './foreign/installations.js';
import { type InstalledDatabase, installDatabase } from './installed-database.js';
import { trials } from './schemas/trials.js';

/** What a mail server's tables have room for, which not all have. */
interface Capabilities {
  /** Whether there are handles on all domains. */
  readonly handles: boolean;
  /** In octets. */
  readonly longest: Required<Longest>;
}

const ALL_CAPABILITIES: Capabilities = {
  handles: true,
  longest: { address: EmailAddress.MAX_OCTETS, goto: EmailAddress.MAX_OCTETS, domain: Domain.MAX_OCTETS },
};

export interface TestBackend {
  readonly backend: Backend;
  readonly capabilities: Capabilities;
  /** Closes the backend and removes what it left. */
  readonly dispose: () => Promise<void>;
}

export type OpenTestBackend = () => Promise<TestBackend>;

/** A way to open one backend, empty each time. */
export interface BackendUnderTest {
  readonly name: string;
  readonly open: OpenTestBackend;
  /** Removes what was kept from one opening to the next. */
  readonly cleanUp: () => Promise<void>;
}

export const openMemory: OpenTestBackend = () => {
  const backend = openMemoryBackend(systemClock);
  return Promise.resolve({ backend, capabilities: ALL_CAPABILITIES, dispose: () => backend.close() });
};

/** Every registered schema, on the tables of every age that we know of, in this kind of database; and those that are tried out. */
export function backendsOn(kind: DatabaseKind): readonly BackendUnderTest[] {
  return [...installations(kind), ...trials(kind)].map((installation) => {
    const schema = schemaOf(installation.schema);
    const capabilities = {
      handles: schema.handleTable !== undefined,
      longest: { ...ALL_CAPABILITIES.longest, ...schema.longest },
    };
    let made: Promise<InstalledDatabase> | undefined;
    return {
      name: `${installation.name} × ${kind}`,
      // Making tables takes a server long, so they are made once and emptied each time.
      open: async () => {
        const database = await (made ??= installDatabase(kind, installation));
        await emptyTables(database, schema);
        const backend = await openSqlBackend({ url: database.url, schema });
        return { backend, capabilities, dispose: () => backend.close() };
      },
      cleanUp: async () => {
        await (await made)?.[Symbol.asyncDispose]();
      },
    };
  });
}
