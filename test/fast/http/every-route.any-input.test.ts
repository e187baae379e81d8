import { openSqlBackend } from '../../../src/adapters/sql/open-sql-backend.js';
import { anyInputContract } from '../../support/any-input.contract.js';
import { openMemory } from '../../support/backends.js';

anyInputContract('memory', openMemory, 150);
anyInputContract(
  'SQLite, with keys by mail',
  async () => {
    const backend = await openSqlBackend({ url: 'sqlite::memory:', schema: 'haltman', mail: true });
    return { backend, dispose: () => backend.close() };
  },
  150,
);
