import type { Kysely, Transaction } from 'kysely';
import type { ClaimOutcome } from '../../../../application/ports/alias-store.js';
import type { Holder } from '../../../../domain/conflict-policy.js';
import type { EmailAddress } from '../../../../domain/email-address.js';
import { byAddress } from '../../claim-in-order.js';
import type { Claim, ClaimsOptions, ClaimTransactions } from '../../claim.js';
import { isOn, type SqlDialect } from '../../dialects/dialect.js';
import { executeTogether } from '../../execute-together.js';
import { Contended } from '../../failures.js';
import { findByValue } from '../../find-by-value.js';
import { isSpellingOf } from '../../letter-case.js';
import { countInserted, insertRows, selectRows } from '../../many-rows.js';
import { Marks } from '../../marks.js';
import { repeating, transact } from '../../repeatable-transaction.js';
import { toHolder } from '../to-holder.js';
import { type EnteredDomains, enterDomains } from './enter-domains.js';
import type { PostfixadminActivityLog } from './postfixadmin-activity-log.js';
import type { PostfixadminTables } from './tables.js';

interface GivenRow {
  readonly id: number;
  readonly address: string;
  readonly owner_email: string;
}

interface AliasRow {
  readonly address: string;
  readonly goto: string;
  readonly active: unknown;
}

/** What rows of ours and of PostfixAdmin's say of addresses. */
interface Held {
  readonly handles: ReadonlyMap<string, object>;
  readonly mailboxes: ReadonlyMap<string, object>;
  readonly given: ReadonlyMap<string, GivenRow>;
  readonly rows: ReadonlyMap<string, AliasRow>;
}

/**
 * Claims of different addresses, in one transaction. Their domains are entered first, so what is read then stays true but for what
 * PostfixAdmin writes, which takes no locks: if any address was not free any more, all of it is done once more.
 */
export class PostfixadminClaims implements ClaimTransactions {
  private readonly now: string;

  constructor(
    private readonly db: Kysely<PostfixadminTables>,
    private readonly dialect: SqlDialect,
    private readonly activity: PostfixadminActivityLog,
  ) {
    this.now = dialect.now.compile(db).sql;
  }

  async claim(
    claims: readonly Claim[],
    { isTried = false, knowsItsOwn = false, maxContended }: ClaimsOptions = {},
  ): Promise<ReadonlyMap<string, ClaimOutcome>> {
    if (claims.length === 0) return new Map();
    const earlier = new Marks();
    const work = async (trx: Transaction<PostfixadminTables>, made: (ids: readonly number[]) => void) => {
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
      const outcomes = decide(
        claims.filter((claim) => !isOwn(claim)),
        domains,
        held,
      );
      const free = byAddress(claims.filter(({ alias }) => outcomes.get(alias.address.value)?.kind === 'claimed'));
      if (free.length > 0) made(await this.insert(trx, free, knowsItsOwn));
      for (const claim of claims) if (isOwn(claim)) outcomes.set(claim.alias.address.value, { kind: 'claimed' });
      return outcomes;
    };
    return repeating(
      () =>
        earlier.during((made) =>
          transact(
            this.db,
            (trx) => work(trx, made),
            () => !isTried,
          ),
        ),
      maxContended,
    );
  }

  private async readHeld(
    trx: Transaction<PostfixadminTables>,
    claims: readonly Claim[],
    { twinsOf }: EnteredDomains,
  ): Promise<Held> {
    const addresses = [
      ...new Set(claims.flatMap(({ alias }) => [alias.address.value, ...twinsOf(alias.address)])),
    ].sort();
    const names = [...new Set(claims.map(({ alias }) => alias.address.handle.value))].sort();
    const [handles, mailboxes, given, rows] = await findByValue<[object, object, GivenRow, AliasRow]>(
      trx,
      this.dialect,
      [
        { table: 'postern_handle', by: 'handle', columns: [], values: names },
        { table: 'mailbox', by: 'username', columns: [], values: addresses },
        { table: 'postern_alias', by: 'address', columns: ['id', 'owner_email'], values: addresses },
        { table: 'alias', by: 'address', columns: ['goto', 'active'], values: addresses },
      ],
    );
    return { handles, mailboxes, given, rows };
  }

  /** Returns the numbers of our rows, by which they are known again should the answer to the COMMIT be lost. */
  private async insert(
    trx: Transaction<PostfixadminTables>,
    free: readonly Claim[],
    knowsItsOwn: boolean,
  ): Promise<readonly number[]> {
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
    const answers = await executeTogether(trx, [...aliases, ...given, ...marks, ...logs]);
    const from = aliases.length + given.length;
    if (countInserted(answers.slice(0, aliases.length)) < free.length)
      throw new Contended('PostfixAdmin took an address between the look at it and its claim');
    if (countInserted(answers.slice(aliases.length, from)) < free.length)
      throw new Error('an address was given out while its domain was entered');
    return answers.slice(from, from + marks.length).flatMap(({ rows }) => rows.map(({ id }) => Number(id)));
  }
}

/** As if they came one after another: each is in the way of its twins, and takes one of what is left to its domain. */
function decide(claims: readonly Claim[], { twinsOf, limits }: EnteredDomains, held: Held): Map<string, ClaimOutcome> {
  const outcomes = new Map<string, ClaimOutcome>();
  const left = new Map([...limits].map(([domain, limit]) => [domain, limit.left]));
  const isHeld = (address: string) => held.mailboxes.has(address) || held.given.has(address) || held.rows.has(address);
  for (const { alias } of claims) {
    const { address } = alias;
    const twins = twinsOf(address);
    const limit = limits.get(address.domain.value)?.limit;
    const room = left.get(address.domain.value) ?? Infinity;
    if (held.handles.has(address.handle.value)) outcomes.set(address.value, { kind: 'taken', by: { kind: 'other' } });
    else if (isHeld(address.value))
      outcomes.set(address.value, { kind: 'taken', by: holderOf(address, [address.value, ...twins], held) });
    else if (twins.some((twin) => isHeld(twin) || outcomes.get(twin)?.kind === 'claimed'))
      outcomes.set(address.value, { kind: 'taken', by: { kind: 'other' } });
    else if (limit !== undefined && room === 0) outcomes.set(address.value, { kind: 'limit_reached', limit });
    else {
      outcomes.set(address.value, { kind: 'claimed' });
      left.set(address.domain.value, room - 1);
    }
  }
  return outcomes;
}

function holderOf(address: EmailAddress, all: readonly string[], { rows, given, mailboxes }: Held): Holder {
  const row = rows.get(address.value);
  const isOurs = row && isSpellingOf(row.goto, given.get(address.value)?.owner_email ?? '');
  if (!isOurs || all.some((one) => mailboxes.has(one))) return { kind: 'other' };
  return toHolder(address, { ...row, active: isOn(row.active) });
}
