import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildRevision } from './build-revision.js';
import { Command } from './command.js';
import type { Backend, BackendName, Database } from './database.js';
import { inTurns, type Turns } from './figures.js';
import { LoadProcess } from './load.js';
import { mariadbBackend } from './mariadb.js';
import type { Options } from './options.js';
import { postgresBackend } from './postgres.js';
import { Program } from './program.js';
import { Revision } from './revision.js';
import { sqliteBackend } from './sqlite.js';
import type { Load, Turn } from './turn.js';

const BARE = fileURLToPath(new URL('bare-koa.ts', import.meta.url));
const SKETCH = fileURLToPath(new URL('sketch.ts', import.meta.url));
/** For what has no key of its own. */
export const ANY_KEY = '0'.repeat(64);

/** The first thing that the load's process does, so that it is not measured while its own code is cold. */
const WARM_UP_REQUESTS = 3_000;

/** A service on a database of its own, ready for loads. */
export interface Subject {
  readonly revision: Revision;
  readonly backend: BackendName;
  readonly url: string;
  readonly key: string;
  readonly pid: number;
  readonly database: Database;
}

type Made = Omit<Load, 'url' | 'key'>;

/** All that a run starts, and the loads on it. What it started is gone when it is disposed of. */
export class Bench implements AsyncDisposable {
  readonly backends: Backend[] = [];
  /** Backends that cannot be had here, with the reason. */
  readonly leftOut: string[] = [];
  readonly revision = Revision.here();
  /** That of `--against`. */
  other: Revision | undefined;
  private readonly started = new AsyncDisposableStack();
  private readonly subjects = new Map<string, Promise<Subject>>();
  private readonly folder = mkdtempSync(join(tmpdir(), 'postern-bench-'));

  private constructor(
    readonly options: Options,
    private readonly loads: LoadProcess,
  ) {
    this.started.defer(() => {
      rmSync(this.folder, { recursive: true, force: true });
    });
    this.started.use(loads);
  }

  /** `owns` is told of it before anything else is started, so that it can be disposed of at any time. */
  static async start(options: Options, owns: (bench: Bench) => void): Promise<Bench> {
    const bench = new Bench(options, new LoadProcess());
    owns(bench);
    if (options.against !== undefined) bench.other = await bench.build(options.against);
    const open = [sqliteBackend, mariadbBackend, postgresBackend];
    const outcomes = await Promise.allSettled(open.map(async (backend) => bench.own(await backend(bench.folder))));
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') bench.backends.push(outcome.value);
      else bench.leftOut.push(String(outcome.reason));
    }
    await bench.loadBare({ request: { create: 'random' }, connections: 64, until: { requests: WARM_UP_REQUESTS } });
    return bench;
  }

  /** Disposed of with the bench, at the latest. */
  own<T extends AsyncDisposable>(resource: T): T {
    return this.started.use(resource);
  }

  bare = once(async () => this.own(await Program.start([BARE], this.folder)));

  /** The service of a backend that the cases share. Its table grows from case to case, as in real life. */
  subject(backend: Backend, revision = this.revision): Promise<Subject> {
    const name = `${backend.name} ${revision.name}`;
    const known = this.subjects.get(name) ?? this.openSubject(backend, { revision });
    this.subjects.set(name, known);
    return known;
  }

  /** Of every backend. */
  allSubjects(): Promise<readonly Subject[]> {
    return Promise.all(this.backends.map((backend) => this.subject(backend)));
  }

  /** One of a case's own. */
  async openSubject(
    backend: Backend,
    {
      revision = this.revision,
      prepare,
    }: { revision?: Revision; prepare?: (database: Database) => Promise<void> } = {},
  ): Promise<Subject> {
    const database = this.own(await backend.createDatabase());
    const key = await revision.setUp(database);
    await prepare?.(database);
    const { url, pid } = this.own(await revision.serve(database));
    const subject = { revision, backend: backend.name, url, key, pid, database };
    await this.warmUp(subject);
    return subject;
  }

  load(subject: Pick<Subject, 'url' | 'key'>, load: Made): Promise<Turn> {
    return this.loads.run({ url: subject.url, key: subject.key, ...load });
  }

  /** Long enough that most of a service's code is compiled, and none longer. */
  async warmUp(subject: Pick<Subject, 'url' | 'key'>): Promise<void> {
    const create = { request: { create: 'random' }, connections: 64 } as const;
    const enough = AbortSignal.timeout(this.options.warmUpAtMostMs);
    for (let batch = 0; batch < 8 && !enough.aborted; batch++) {
      await this.load(subject, { ...create, until: { requests: 250 } });
    }
  }

  /** What a create takes at least: a durable store with nothing before it, and all that stands before a store. Each answers ANY_KEY. */
  readonly floors: Readonly<Record<string, () => Promise<Program>>> = {
    'a sketch on SQLite, unchecked': () => Program.start([SKETCH], mkdtempSync(join(this.folder, 'sketch-'))),
    'all checks, nothing stored': () => this.nothingStored(),
  };

  nothingStored(revision = this.revision): Promise<Program> {
    return revision.serveNothingStored(this.folder, ANY_KEY);
  }

  /** Each of these loads in turns, behind a shorter turn of each that warms it up. */
  async inTurns<const Loads extends readonly ((ms: number) => Promise<unknown>)[]>(
    loads: Loads,
    turnMs = this.options.turnMs,
  ): Promise<Turns<Loads>> {
    const { pairs, warmUpMs } = this.options;
    for (const load of loads) await load(warmUpMs);
    return inTurns(
      pairs,
      loads.map((load) => () => load(turnMs)),
    ) as Promise<Turns<Loads>>;
  }

  /** The same load on the bare handler, under a path of its own where that answers in another way. */
  async loadBare(load: Made, path = ''): Promise<Turn> {
    const { url } = await this.bare();
    return this.loads.run({ url: `${url}${path}`, key: ANY_KEY, ...load });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.started.disposeAsync();
  }

  private build(revision: string): Promise<Revision> {
    return buildRevision(revision, mkdtempSync(join(this.folder, 'revision-')), (line, cwd) =>
      this.own(new Command(line, cwd)).said(),
    );
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
