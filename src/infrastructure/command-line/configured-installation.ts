import type { Installation } from '../../adapters/cli/installation.js';
import { uts46 } from '../../adapters/idna/uts46.js';
import { aliasFiles } from './alias-files.js';

/** The installation that this process's settings describe. What a command does not take is not loaded for it. */
export const configuredInstallation: Installation = {
  toALabels: uts46,
  aliasFiles,

  async serve() {
    const { runService } = await import('../process/run-service.js');
    await runService(await loadSettings());
  },

  async withUseCases(command) {
    const settings = await loadSettings();
    const { openSqlBackend } = await sql();
    const { composeUseCases } = await import('../wiring/container.js');
    const backend = await openSqlBackend(settings.database);
    try {
      await command(composeUseCases(backend, settings));
    } finally {
      await backend.close();
    }
  },

  async migrate() {
    const { database } = await loadSettings();
    return (await sql()).migrateSqlTables(database);
  },

  async planMigration() {
    const { database } = await loadSettings();
    return (await sql()).planSqlTables(database);
  },

  async check() {
    const { database, addressRules } = await loadSettings();
    return (await sql()).checkSqlDatabase({ ...database, addressRules });
  },

  async writePostfixMaps(folder) {
    const { database, postfixDatabaseUrl } = await loadSettings();
    const { writePostfixMaps } = await import('./postfix-maps.js');
    return writePostfixMaps({
      url: postfixDatabaseUrl,
      schema: database.schema,
      folder,
      delimiter: database.recipientDelimiter,
    });
  },
};

const sql = () => import('../../adapters/sql/open-sql-backend.js');

async function loadSettings() {
  const config = await import('../settings/config.js');
  return config.loadSettings();
}
