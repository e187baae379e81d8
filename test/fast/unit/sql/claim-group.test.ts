import { expect, test } from '@jest/globals';
import { ClaimGroup } from '../../../../src/adapters/sql/batching/claim-group.js';
import type { Claim } from '../../../../src/adapters/sql/batching/claim.js';
import { Contended } from '../../../../src/adapters/sql/connections/failures.js';
import type { ClaimOutcome } from '../../../../src/application/ports/alias-store.js';
import { StoreUnavailable } from '../../../../src/application/ports/store-unavailable.js';
import { alias } from '../../../support/samples.js';

const CLAIMED: ClaimOutcome = { kind: 'claimed' };
const claimOf = (name: string): Claim => ({ alias: alias(`${name}@example.org`, 'owner@example.net') });
const nameOf = ({ alias: { address } }: Claim) => address.handle.value;

/** A group whose transactions end when they are told to, or at once. */
function open({ isHeld = false, refuse = (): Error | undefined => undefined as Error | undefined } = {}) {
  const transactions: string[][] = [];
  const ends: (() => void)[] = [];
  const group = new ClaimGroup({
    claim: async (claims) => {
      transactions.push(claims.map(nameOf));
      if (isHeld) await new Promise<void>((resolve) => ends.push(resolve));
      const error = claims.some((claim) => nameOf(claim) === 'poison') ? refuse() : undefined;
      if (error) throw error;
      return new Map(claims.map((claim) => [claim.alias.address.value, CLAIMED]));
    },
  });
  return { transactions, ends, claim: (name: string) => group.claim(claimOf(name)) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('claims of one turn of the event loop share a transaction, and those that come meanwhile the next', async () => {
  const { transactions, ends, claim } = open({ isHeld: true });
  const first = [claim('a'), claim('b')];
  await turn();
  const second = [claim('c'), claim('d'), claim('e')];
  await turn();
  expect(transactions).toEqual([['a', 'b']]);
  ends[0]?.();
  await Promise.all(first);
  await turn();
  expect(transactions).toEqual([
    ['a', 'b'],
    ['c', 'd', 'e'],
  ]);
  ends[1]?.();
  expect(await Promise.all(second)).toEqual([CLAIMED, CLAIMED, CLAIMED]);
});

test('no more than 256 share one', async () => {
  const { transactions, claim } = open();
  await Promise.all(Array.from({ length: 600 }, (_, i) => claim(`h${i}`)));
  expect(transactions.map(({ length }) => length)).toEqual([256, 256, 88]);
});

test.each([new Error('by a trigger'), new Contended('a lock on its row')])(
  'one that spoils the transaction fails alone: %s',
  async (error) => {
    const { transactions, claim } = open({ refuse: () => error });
    const outcomes = await Promise.allSettled(['a', 'poison', 'b'].map(claim));
    expect(outcomes).toEqual([
      { status: 'fulfilled', value: CLAIMED },
      { status: 'rejected', reason: error },
      { status: 'fulfilled', value: CLAIMED },
    ]);
    expect(transactions).toEqual([['a', 'poison', 'b'], ['a'], ['poison'], ['b']]);
  },
);

test('where the database itself is in trouble, all fail, and none is tried again', async () => {
  const { transactions, claim } = open({ refuse: () => new StoreUnavailable('a full disk') });
  const outcomes = await Promise.allSettled(['a', 'poison'].map(claim));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(transactions).toHaveLength(1);
  expect(await claim('b')).toEqual(CLAIMED);
});

test('a transaction that hangs holds up no others; four may hang', async () => {
  const { transactions, ends, claim } = open({ isHeld: true });
  const all: Promise<ClaimOutcome>[] = [];
  for (const name of ['a', 'b', 'c', 'd']) {
    const before = transactions.length;
    all.push(claim(name));
    while (transactions.length === before) await turn();
  }
  all.push(claim('e'));
  await turn();
  expect(transactions).toEqual([['a'], ['b'], ['c'], ['d']]);
  ends[3]?.();
  while (transactions.length < 5) await turn();
  for (const end of ends) end();
  expect(await Promise.all(all)).toHaveLength(5);
});

test('no more than 10,000 wait for the database; one more is refused at once', async () => {
  const { ends, claim } = open({ isHeld: true });
  const running = claim('running');
  await turn();
  const waiting = Array.from({ length: 10_000 }, (_, n) => claim(`h${n}`));
  await expect(claim('late')).rejects.toThrow(StoreUnavailable);
  const all = Promise.all([running, ...waiting]);
  let settled = 0;
  void all.then(() => settled++);
  while (settled === 0) {
    for (const end of ends.splice(0)) end();
    await turn();
  }
  expect(await all).toHaveLength(10_001);
});
