import { expect, test } from '@jest/globals';
import { installation } from '../support/foreign/installations.js';
import { installDatabase } from '../support/installed-database.js';
import { describeWithPostfix } from '../support/postfix/describe-with-postfix.js';
import { MailRoute } from '../support/postfix/mail-route.js';

const NO_SUCH_USER = 550;

/** What the sink receives for an extended address, by the lines that `postern postfix-maps` printed. */
describeWithPostfix('an extended address', ['sqlite'], () => {
  const haltman = installation('sqlite', 'haltman');

  test('goes to its owner without the extension, and to another alias if one has the whole name', async () => {
    await using database = await installDatabase('sqlite', haltman);
    await using route = await MailRoute.open(database, haltman);
    await route.create('box', 'owner@example.net');
    await route.create('box+bank', 'owner@example.net');
    await database.run(`UPDATE alias SET goto = 'bank@example.net' WHERE address = 'box+bank@example.org'`);
    await database.run(`INSERT INTO alias_handle (handle, address) VALUES ('everywhere', 'handle@example.net')`);
    // An alias of an alias loses it at the first.
    await database.run(`INSERT INTO alias (address, goto) VALUES ('chain@example.org', 'box@example.org')`);
    for (const [address, goto] of [
      ['box@example.org', 'owner@example.net'],
      ['box+x@example.org', 'owner@example.net'],
      ['BOX+X+y@Example.ORG', 'owner@example.net'],
      ['box+bank@example.org', 'bank@example.net'],
      ['everywhere+x@example.org', 'handle@example.net'],
      ['chain+x@example.org', 'owner@example.net'],
    ] as const)
      expect([address, await route.deliver(`to ${address}`, address)]).toEqual([address, [goto]]);
    // Mail that only passes through keeps its extension.
    await database.run(`INSERT INTO alias (address, goto) VALUES ('plus@example.org', 'owner+kept@example.net')`);
    expect(await route.deliver('kept', 'plus@example.org')).toEqual(['owner+kept@example.net']);
  });

  test.each([
    ['-$', ['box-x', 'box$x'], ['box+x']],
    ['none', [], ['box+x', 'box-x']],
  ])('is split at %s, as the service is set', async (delimiter, delivered, refused) => {
    await using database = await installDatabase('sqlite', haltman);
    await using route = await MailRoute.open(database, haltman, { POSTERN_RECIPIENT_DELIMITER: delimiter });
    await route.create('box', 'owner@example.net');
    for (const handle of ['box', ...delivered])
      expect([handle, await route.deliver(`to ${handle}`, `${handle}@example.org`)]).toEqual([
        handle,
        ['owner@example.net'],
      ]);
    for (const handle of refused)
      expect([handle, await route.refusal(`${handle}@example.org`)]).toEqual([handle, NO_SUCH_USER]);
  });
});
