import { expect, test } from '@jest/globals';
import { CompiledQuery, type DatabaseConnection, type QueryExecutorProvider } from 'kysely';
import { ConnectionLost } from '../../../../src/adapters/sql/connections/failures.js';
import { ReadGroup } from '../../../../src/adapters/sql/batching/read-group.js';
import { StoreUnavailable } from '../../../../src/application/ports/store-unavailable.js';

/** Answers each query by its own text, in journeys that are kept; those that `refuse` throws for fail. */
function open(refuse: (texts: readonly string[]) => Error | undefined = () => undefined) {
  const journeys: string[][] = [];
  const connection = {
    executeAll: (queries: readonly CompiledQuery[]) => {
      const texts = queries.map(({ sql }) => sql);
      journeys.push(texts);
      const error = refuse(texts);
      return error ? Promise.reject(error) : Promise.resolve(texts.map((text) => ({ rows: [text] })));
    },
  };
  const provideConnection = (use: (connection: DatabaseConnection) => unknown) => use(connection as never);
  const reads = new ReadGroup({ getExecutor: () => ({ provideConnection }) } as unknown as QueryExecutorProvider, 16);
  return { journeys, read: (text: string) => reads.read<string>(CompiledQuery.raw(text)) };
}

test('reads of one turn of the event loop share a journey, and each gets its own rows', async () => {
  const { journeys, read } = open();
  expect(await Promise.all(['a', 'b', 'c'].map(read))).toEqual([['a'], ['b'], ['c']]);
  expect(await read('d')).toEqual(['d']);
  expect(journeys).toEqual([['a', 'b', 'c'], ['d']]);
});

test('no more than 16 share one', async () => {
  const { journeys, read } = open();
  await Promise.all(Array.from({ length: 40 }, (_, n) => read(String(n))));
  expect(journeys.map(({ length }) => length)).toEqual([16, 16, 8]);
});

test('one that spoils the journey fails alone', async () => {
  const error = new Error('no such column');
  const { read } = open((texts) => (texts.includes('poison') ? error : undefined));
  const outcomes = await Promise.allSettled(['a', 'poison', 'b'].map(read));
  expect(outcomes).toEqual([
    { status: 'fulfilled', value: ['a'] },
    { status: 'rejected', reason: error },
    { status: 'fulfilled', value: ['b'] },
  ]);
});

test('a server that is away is asked once for all of them', async () => {
  const error = new StoreUnavailable('away');
  const { journeys, read } = open(() => error);
  const outcomes = await Promise.allSettled(['a', 'b'].map(read));
  expect(outcomes).toEqual([
    { status: 'rejected', reason: error },
    { status: 'rejected', reason: error },
  ]);
  expect(journeys).toHaveLength(1);
});

test('what was on its way when the connection broke is asked for once more', async () => {
  let isBroken = true;
  const { journeys, read } = open(() => {
    const error = isBroken ? new ConnectionLost('broke') : undefined;
    isBroken = false;
    return error;
  });
  expect(await Promise.all([read('a'), read('b')])).toEqual([['a'], ['b']]);
  expect(journeys).toHaveLength(2);
});
