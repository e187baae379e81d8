/** In what order the handles of a load come: all over the index, always behind it, or from a few that are taken. */
export type HandleOrder = 'random' | 'rising' | 'taken';

/** How many addresses the loads of refused duplicates ask for. */
export const TAKEN = 200;

const PREFIX: Readonly<Record<HandleOrder, string>> = { random: 'x', rising: 'r', taken: 't' };

/** The n-th handle of an order: the same in every run, of one length, and no two alike but the taken ones. */
export function handleAt(order: HandleOrder, n: number): string {
  const number = order === 'random' ? scatter(n) : order === 'taken' ? n % TAKEN : n;
  return `${PREFIX[order]}${String(number).padStart(10, '0')}`;
}

/** A number of 32 bits for each number of 32 bits, in no order that shows: MurmurHash3's last step, which can be undone. */
function scatter(n: number): number {
  let h = n >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
