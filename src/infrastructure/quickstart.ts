import './process/process-setup.js';
import { isIPv6 } from 'node:net';
import { printError, printText } from '../adapters/cli/output/print.js';
import type { SqlBackend } from '../adapters/sql/open-sql-backend.js';
import { AddDomain } from '../application/domains/add-domain.js';
import { IssueKey } from '../application/keys/issue-key.js';
import { Domain } from '../domain/addresses/domain.js';
import { EmailAddress } from '../domain/addresses/email-address.js';
import { unwrap } from '../domain/result.js';
import { loadSettings, type Settings } from './settings/config.js';
import { composeUseCases } from './wiring/container.js';
import { runService } from './process/run-service.js';

/** `npm start`: `postern serve`, and on a database that is new something to try it with. */

const DOMAIN = unwrap(Domain.parse('example.org'));
const OWNER = unwrap(EmailAddress.parse('owner@example.net'));

try {
  const settings = loadSettings();
  await runService(settings, {
    prepare: async (backend) =>
      backend.isNew ? announceKey(await seed(backend, settings), settings) : () => undefined,
  });
} catch (error) {
  printError(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/** Adds the domain and a key, and returns the key. */
async function seed(backend: SqlBackend, settings: Settings): Promise<string> {
  const useCases = composeUseCases(backend, settings);
  await useCases.get(AddDomain).execute({ domain: DOMAIN, visible: true });
  const issued = await useCases.get(IssueKey).execute({ owner: OWNER, days: IssueKey.DEFAULT_DAYS });
  return unwrap(issued).key.value;
}

/** The key is shown this once, so also where the service could not start (the port may be another program's). */
function announceKey(key: string, { host, port }: Settings): (url: string | undefined) => void {
  return (url) => {
    const body = JSON.stringify({ alias_handle: 'shop', alias_domain: DOMAIN.value });
    printText(
      `\nThe database is new: it serves ${DOMAIN.value}, and the key below makes aliases for ${OWNER.value}.\n` +
        'The key is shown this once. Paste this for the first alias:\n\n' +
        `curl -X POST ${url ?? `http://${isIPv6(host) ? `[${host}]` : host}:${port}`}/api/alias/create -H 'X-API-Key: ${key}' ` +
        `-H 'Content-Type: application/json' -d '${body}'\n\n`,
    );
  };
}
