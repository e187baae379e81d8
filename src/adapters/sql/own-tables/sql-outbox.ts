import type { Kysely } from 'kysely';
import type { LeasedMail, Outbox } from '../../../application/ports/outbox.js';
import type { Domain } from '../../../domain/addresses/domain.js';
import { EmailAddress } from '../../../domain/addresses/email-address.js';
import { unwrap } from '../../../domain/result.js';
import type { SqlDialect } from '../connections/dialect.js';
import { countRows } from '../statements/count-rows.js';
import { retryTransient } from '../transactions/retry-transient.js';
import type { MailTables } from './tables/mail-tables.js';
import { removeExpired } from './remove-expired.js';

/** How many due mails are looked at for one that no other instance leases at the same time. */
const CANDIDATES = 10;
/** Counting stops there: a queue so long is in trouble whatever it is. */
const MAX_SIZE = 10_000;

/** A lease is a row whose time has been put off by whoever counted its attempts up: of several who try, one finds the old count. */
export class SqlOutbox implements Outbox {
  constructor(
    private readonly db: Kysely<MailTables>,
    private readonly dialect: SqlDialect,
  ) {}

  async lease(now: Date, leaseUntil: Date, except: readonly Domain[] = []): Promise<LeasedMail | undefined> {
    const rows = await retryTransient(() =>
      this.db
        .selectFrom('postern_outbox')
        .selectAll()
        .where('due_at', '<=', this.dialect.writeTime(now))
        .where('expires_at', '>', this.dialect.writeTime(now))
        .$if(except.length > 0, (query) =>
          query.where(
            this.dialect.domainOf('recipient'),
            'not in',
            except.map(({ value }) => value),
          ),
        )
        .orderBy('due_at')
        .orderBy('id')
        .limit(CANDIDATES)
        .execute(),
    );
    for (const row of rows) {
      const lease = { id: row.id, attempt: row.attempts + 1 };
      if (!(await this.setDue({ id: row.id, attempt: row.attempts }, leaseUntil, lease.attempt))) continue;
      return {
        ...lease,
        to: unwrap(EmailAddress.parseExisting(row.recipient)),
        subject: row.subject,
        text: row.body,
        expiresAt: this.dialect.readTime(row.expires_at),
      };
    }
    return undefined;
  }

  async remove({ id, attempt }: LeasedMail): Promise<void> {
    await retryTransient(() =>
      this.db
        .transaction()
        .execute((trx) =>
          trx.deleteFrom('postern_outbox').where('id', '=', id).where('attempts', '=', attempt).execute(),
        ),
    );
  }

  async postpone(mail: LeasedMail, until: Date): Promise<void> {
    await this.setDue(mail, until, mail.attempt);
  }

  size(): Promise<number> {
    const mails = this.db.selectFrom('postern_outbox').select('id').limit(MAX_SIZE);
    return countRows(this.db, mails, async (query) => (await this.db.executeQuery(query)).rows);
  }

  discardExpired(now: Date): Promise<void> {
    return removeExpired(this.db, this.dialect, 'postern_outbox', now);
  }

  /** Whether the row still had this count of attempts. */
  private async setDue(
    { id, attempt }: Pick<LeasedMail, 'id' | 'attempt'>,
    until: Date,
    attempts: number,
  ): Promise<boolean> {
    const { numUpdatedRows } = await retryTransient(() =>
      this.db.transaction().execute((trx) =>
        trx
          .updateTable('postern_outbox')
          .set({ attempts, due_at: this.dialect.writeTime(until) })
          .where('id', '=', id)
          .where('attempts', '=', attempt)
          .executeTakeFirst(),
      ),
    );
    return numUpdatedRows === 1n;
  }
}
