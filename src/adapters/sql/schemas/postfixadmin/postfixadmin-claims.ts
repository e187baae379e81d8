import type { Kysely, Transaction } from 'kysely';
import type { ClaimOutcome } from '../../../../application/ports/alias-store.js';
import type { EmailAddress } from '../../../../domain/addresses/email-address.js';
import { byAddress } from '../../batching/claim-in-order.js';
import { ClaimObstacles } from '../../alias-store/claim-obstacles.js';
import type { Claim, ClaimsOptions, ClaimTransactions } from '../../batching/claim.js';
import type { SqlDialect } from '../../connections/dialect.js';
import { executeByName } from '../../connections/execute-together.js';
import { Contended } from '../../connections/failures.js';
import { findByValue } from '../../statements/find-by-value.js';
import { insertRows, selectRows } from '../../statements/many-rows.js';
import { Marks } from '../../transactions/marks.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import { OwnerQuotas } from '../../alias-store/owner-quotas.js';
import { repeating, transact } from '../../transactions/repeatable-transaction.js';
import { type AliasRow, decideClaims, type GivenRow, type HandleRow, type Held } from './decide-claims.js';
import { type EnteredDomains, enterDomains } from './enter-domains.js';
import type { PostfixadminActivityLog } from './postfixadmin-activity-log.js';
import { activeRows, POSTFIXADMIN_OBSTACLES, type PostfixadminTables } from './tables.js';

/** What one try goes by. */
interface Attempt {
  readonly earlier: Marks;
  readonly made: (ids: readonly number[]) => void;
  /** Claims that were found to meet an obstacle; absent if that was not looked for. */
  readonly obstructed: ReadonlySet<Claim> | undefined;
  readonly knowsItsOwn: boolean;
}

/**
 * Claims of different addresses, in one transaction. Their domains are entered first, so what is read then stays true but for what
 * PostfixAdmin writes, which takes no locks: if any address was not free any more, all of it is done once more.
 */
export class PostfixadminClaims implements ClaimTransactions {
  private readonly now: string;
  private readonly obstacles: ClaimObstacles;
  private readonly quotas: OwnerQuotas;

  constructor(
    private readonly db: Kysely<PostfixadminTables>,
    private readonly dialect: SqlDialect,
    private readonly activity: PostfixadminActivityLog,
    private readonly delimiter: RecipientDelimiter,
  ) {
    this.obstacles = new ClaimObstacles(dialect, delimiter, POSTFIXADMIN_OBSTACLES);
    this.quotas = new OwnerQuotas(dialect, activeRows(dialect).aliases);
    this.now = dialect.now.compile(db).sql;
  }

  async claim(
    claims: readonly Claim[],
    { isTried = false, knowsItsOwn = false, maxContended }: ClaimsOptions = {},
  ): Promise<ReadonlyMap<string, ClaimOutcome>> {
    if (claims.length === 0) return new Map();
    const earlier = new Marks();
    return repeating(async () => {
      let obstructed: ReadonlySet<Claim> | undefined;
      for (;;) {
        const outcome = await earlier.during((made) =>
          transact(
            this.db,
            (trx) => this.claimWithin(trx, claims, { earlier, made, obstructed, knowsItsOwn }),
            ({ isDone }) => isDone && !isTried,
          ),
        );
        if (outcome.isDone) return outcome.outcomes;
        if (obstructed) throw new Contended('a name was taken between the look at it and its claim');
        obstructed = await this.obstacles.find(this.db, claims);
      }
    }, maxContended);
  }

  /** `isDone` is false if a claim meets an obstacle that is not known yet; then nothing is to be kept. */
  private async claimWithin(
    trx: Transaction<PostfixadminTables>,
    claims: readonly Claim[],
    { earlier, made, obstructed, knowsItsOwn }: Attempt,
  ): Promise<{ readonly isDone: boolean; readonly outcomes: ReadonlyMap<string, ClaimOutcome> }> {
    await this.quotas.lockAll(trx, claims);
    const domains = await enterDomains(
      trx,
      this.dialect,
      claims.map(({ alias }) => alias.address.domain),
    );
    const held = await this.readHeld(trx, claims, domains);
    const isOwn = ({ alias }: Claim) => {
      const given = held.given.get(alias.address.value);
      return given !== undefined && earlier.has(given.id) && given.owner_email === alias.goto.value;
    };
    const outcomes = decideClaims(
      claims.filter((claim) => !isOwn(claim)),
      { domains, held, delimiter: this.delimiter, obstructed },
    );
    const granted = claims.filter(({ alias }) => outcomes.get(alias.address.value)?.kind === 'claimed');
    for (const { alias, quota = 0 } of await this.quotas.findOver(trx, granted))
      outcomes.set(alias.address.value, { kind: 'quota_reached', quota });
    const free = byAddress(claims.filter(({ alias }) => outcomes.get(alias.address.value)?.kind === 'claimed'));
    const isDone = free.length === 0 || (await this.insert(trx, free, { made, obstructed, knowsItsOwn }));
    for (const claim of claims) if (isOwn(claim)) outcomes.set(claim.alias.address.value, { kind: 'claimed' });
    return { isDone, outcomes };
  }

  private async readHeld(
    trx: Transaction<PostfixadminTables>,
    claims: readonly Claim[],
    { twinsOf }: EnteredDomains,
  ): Promise<Held> {
    const basesOf = (address: EmailAddress) => this.delimiter.baseAddressOf(address) ?? [];
    const named = claims.flatMap(({ alias }) => [alias.address, basesOf(alias.address)].flat());
    const addresses = [...new Set(named.flatMap((address) => [address.value, ...twinsOf(address)]))].sort();
    const names = [...new Set(named.map(({ handle }) => handle.value))].sort();
    const [handles, mailboxes, given, rows] = await findByValue<[HandleRow, object, GivenRow, AliasRow]>(
      trx,
      this.dialect,
      [
        { table: 'postern_handle', by: 'handle', columns: ['owner_email'], values: names },
        { table: 'mailbox', by: 'username', columns: [], values: addresses },
        { table: 'postern_alias', by: 'address', columns: ['id', 'owner_email'], values: addresses },
        { table: 'alias', by: 'address', columns: ['goto', 'active'], values: addresses },
      ],
    );
    return { handles, mailboxes, given, rows };
  }

  /** Whether no claim met an obstacle. The numbers of our rows are their marks, should the answer to the COMMIT be lost. */
  private async insert(
    trx: Transaction<PostfixadminTables>,
    free: readonly Claim[],
    { made, obstructed, knowsItsOwn }: Pick<Attempt, 'made' | 'obstructed' | 'knowsItsOwn'>,
  ): Promise<boolean> {
    const { dialect, now } = this;
    const aliases = insertRows(
      dialect,
      {
        table: 'alias',
        columns: { address: 'text', goto: 'text', domain: 'text', active: 'flag' },
        constants: { created: now, modified: now },
        key: 'address',
      },
      free.map(({ alias: { address, goto, active } }) => [
        address.value,
        goto.value,
        address.domain.value,
        dialect.writeFlag(active),
      ]),
    );
    const given = insertRows(
      dialect,
      { table: 'postern_alias', columns: { address: 'text', owner_email: 'text' }, key: 'address' },
      free.map(({ alias }) => [alias.address.value, alias.goto.value]),
    );
    const marks =
      knowsItsOwn && dialect.losesAnswers
        ? selectRows(
            dialect,
            { table: 'postern_alias', columns: ['id'], by: 'address' },
            free.map(({ alias }) => alias.address.value),
          )
        : [];
    const logs = this.activity.insertsOf('alias_create', free);
    const found = await executeByName(trx, {
      aliases,
      given,
      marks,
      logs,
      ...this.obstacles.queries(free, obstructed !== undefined),
    });
    if (found('aliases').affected < free.length)
      throw new Contended('PostfixAdmin took an address between the look at it and its claim');
    if (found('given').affected < free.length) throw new Error('an address was given out while its domain was entered');
    if (free.some((claim) => this.obstacles.isHit(claim, found))) return false;
    made(found('marks').rows.map(({ id }) => Number(id)));
    return true;
  }
}
