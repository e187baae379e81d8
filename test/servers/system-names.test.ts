import { describe, expect, test } from '@jest/globals';
import { openSqlBackend, checkSqlDatabase } from '../../src/adapters/sql/open-sql-backend.js';
import { AddressRules } from '../../src/domain/addresses/address-rules.js';
import { type DatabaseKind, installations } from '../support/foreign/installations.js';
import { installDatabase } from '../support/installed-database.js';
import { alias, domain, email, handle } from '../support/samples.js';
import { runningServers } from '../support/servers/running-servers.js';

const RULES = new AddressRules({ systemAddresses: [email('postern@example.org')] });
const OWNER = email('owner@example.net');

for (const kind of ['sqlite', ...runningServers()] as const satisfies readonly DatabaseKind[]) {
  describe(`names of the system × ${kind}`, () => {
    test.each(installations(kind))('$name: check warns of each that somebody has', async (installation) => {
      await using database = await installDatabase(kind, installation);
      const options = { url: database.url, schema: installation.schema, addressRules: RULES };
      const backend = await openSqlBackend(options);
      const found = async () => {
        const findings = (await backend.check()).filter(({ topic }) => topic === 'addresses');
        expect((await checkSqlDatabase(options)).filter(({ topic }) => topic === 'addresses')).toEqual(findings);
        return findings.map(({ level, message }) => `${level} ${message.replace(/ has the name .*/, '')}`).sort();
      };
      for (const name of ['example.org', 'example.com']) await backend.domains.add(domain(name), { visible: true });
      const { aliases, handles } = backend;
      for (const address of ['postern@example.com', 'postern2@example.org', 'double-bounces@example.org'])
        await aliases.claim({ alias: alias(address, OWNER.value) });
      await aliases.claim({ alias: alias('postern+asleep@example.org', OWNER.value, false) });
      const nobody = await found();
      for (const address of ['postern@example.org', 'postern+x@example.org', 'mailer-daemon@example.com'])
        await aliases.claim({ alias: alias(address, OWNER.value) });
      // Not beside an alias of another owner, but beside one's own.
      expect(await handles?.take(handle('postern'), OWNER)).toBe('taken_now');
      expect(await handles?.take(handle('double-bounce'), OWNER)).toBe('taken_now');
      const some = await found();
      await handles?.release(handle('postern'), OWNER);
      const fewer = await found();
      await backend.close();
      expect(nobody).toEqual([expect.stringMatching(/^ok /)]);
      expect(some).toEqual([
        'warning the alias mailer-daemon@example.com',
        'warning the alias postern+x@example.org',
        'warning the alias postern@example.org',
        'warning the handle double-bounce',
        'warning the handle postern',
      ]);
      expect(fewer).toHaveLength(4);
    });
  });
}
