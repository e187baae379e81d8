import { ANY_KEY, type Bench, type Subject } from '../bench.js';
import type { Case } from '../case.js';
import type { BackendName } from '../database.js';
import { against, figureOf } from '../figures.js';
import type { Row, Target } from '../row.js';
import { answersOf, faultsOf, type Turn } from '../turn.js';
import { type Costed, costsOf } from './create-costs.js';
import { compareCreates } from './creates-compared.js';

const CONNECTIONS = 64;
const TARGETS: Readonly<Record<BackendName, { readonly rate: Target; readonly p99: Target }>> = {
  SQLite: { rate: { atLeast: 0.8 }, p99: { atMost: 2 } },
  MariaDB: { rate: { atLeast: 0.75 }, p99: { atMost: 4 } },
  PostgreSQL: { rate: { atLeast: 0.75 }, p99: { atMost: 4 } },
};
/** Of the bare handler; the sketch is there for comparison. */
const FLOOR_TARGETS: Readonly<Record<string, Target>> = { 'all checks, nothing stored': { atLeast: 0.6 } };
const COMMITS: Target = { atMost: 0.1 };
const STATEMENTS: Target = { atMost: 0.3 };
const CPU_MS: Target = { atMost: 0.4 };

/** Creates under load: how many, how late the last ones are, and what each costs the database and the machine. */
export const creates: Case = {
  name: 'creates',
  run: async (bench) => {
    const rows = await measureFloors(bench);
    for (const subject of await bench.allSubjects()) {
      rows.push(...(await measure(bench, subject, 'random')));
      if (subject.backend !== 'SQLite') rows.push(...(await measure(bench, subject, 'rising')));
    }
    return { rows };
  },
  compare: (bench, other) => compareCreates(bench, other, CONNECTIONS),
};

/** For comparison: what stands between the bare handler and the service. */
async function measureFloors(bench: Bench): Promise<Row[]> {
  const load = (ms: number) => ({ request: { create: 'random' }, connections: CONNECTIONS, until: { ms } }) as const;
  const rows: Row[] = [];
  for (const [name, start] of Object.entries(bench.floors)) {
    await using program = bench.own(await start());
    const floor = { url: program.url, key: ANY_KEY };
    await bench.warmUp(floor);
    const [bare, ours] = await bench.inTurns([(ms) => bench.loadBare(load(ms)), (ms) => bench.load(floor, load(ms))]);
    const target = FLOOR_TARGETS[name];
    rows.push({
      name: `creates: ${name}, ${CONNECTIONS} connections`,
      unit: '/s',
      ...against('bare', 'perSecond', ours, bare),
      ...(target && { target }),
      ...failuresOf(ours),
    });
  }
  return rows;
}

async function measure(bench: Bench, subject: Subject, order: 'random' | 'rising'): Promise<Row[]> {
  const load = (ms: number) => ({ request: { create: order }, connections: CONNECTIONS, until: { ms } }) as const;
  const [reference, costed] = await bench.inTurns([
    (ms) => bench.loadBare(load(ms)),
    (ms) => costsOf(subject, () => bench.load(subject, load(ms))),
  ]);
  const turns = costed.map(({ turn }) => turn);

  const { backend } = subject;
  const target = TARGETS[backend];
  const name = `${backend}, ${order} handles, ${CONNECTIONS} connections`;
  const rows: Row[] = [
    {
      name: `creates: ${name}`,
      unit: '/s',
      ...against('bare', 'perSecond', turns, reference),
      target: target.rate,
      ...failuresOf(turns),
    },
    { name: `p99: ${name}`, unit: 'ms', ...against('bare', 'p99Ms', turns, reference), target: target.p99 },
  ];
  return order === 'random' ? [...rows, ...costRows(backend, costed)] : rows;
}

function costRows(backend: BackendName, costed: readonly Costed[]): Row[] {
  const statements = costed.flatMap((each) => each.statements ?? []);
  return [
    {
      name: `commits a create: ${backend}`,
      unit: '',
      ours: figureOf(costed.map(({ commits }) => commits)),
      target: COMMITS,
    },
    ...(statements.length === 0
      ? []
      : [{ name: `statements a create: ${backend}`, unit: '', ours: figureOf(statements), target: STATEMENTS }]),
    {
      name: `CPU a create, service and database: ${backend}`,
      unit: 'ms',
      ours: figureOf(costed.map((each) => each.cpuMs)),
      ...(backend === 'MariaDB' && { target: CPU_MS }),
    },
  ];
}

/** Whatever was no 200. Only a 5xx or a broken connection is a fault. */
function failuresOf(turns: readonly Turn[]): Pick<Row, 'note' | 'failures'> {
  const count = (of: (turn: Turn) => number) => turns.reduce((sum, turn) => sum + of(turn), 0);
  const failures = faultsOf(turns);
  const others = count((turn) => turn.answers - answersOf(turn, 2)) + count((turn) => turn.errors);
  return { failures, ...(others > 0 && { note: `${others} answers were not 200, ${failures} of them 5xx or broken` }) };
}
