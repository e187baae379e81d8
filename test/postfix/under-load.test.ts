import { setInterval as every } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { installation } from '../support/foreign/installations.js';
import { installDatabase } from '../support/installed-database.js';
import { MailRoute } from '../support/postfix/mail-route.js';
import { describeWithPostfix } from '../support/postfix/describe-with-postfix.js';

const CREATES = 600;
const CREATES_PER_SECOND = 200;
const OWNER = 'owner@example.net';

describeWithPostfix('on one SQLite file', ['sqlite'], () => {
  test(`mail keeps flowing while ${CREATES_PER_SECOND} aliases a second are created`, async () => {
    const haltman = installation('sqlite', 'haltman');
    await using database = await installDatabase('sqlite', haltman);
    await using route = await MailRoute.open(database, haltman);
    await route.create('first', OWNER);

    const creates: Promise<void>[] = [];
    const creating = (async () => {
      const ticks = every(1_000 / CREATES_PER_SECOND);
      while (creates.length < CREATES) {
        await ticks.next();
        creates.push(route.create(`h${creates.length}`, OWNER));
      }
      await ticks.return?.();
    })();
    let mails = 0;
    while (creates.length < CREATES) {
      // The newest alias that is known to be there.
      const handle = creates.length > 0 ? `h${creates.length - 1}` : 'first';
      await creates.at(-1);
      expect(await route.deliver(`mail ${mails}`, `${handle}@example.org`)).toEqual([OWNER]);
      mails++;
    }
    await creating;
    await Promise.all(creates);
    expect(mails).toBeGreaterThan(3);
    expect(Number((await database.run('SELECT COUNT(*) AS n FROM alias'))[0]?.['n'])).toBe(CREATES + 1);
  });
});
