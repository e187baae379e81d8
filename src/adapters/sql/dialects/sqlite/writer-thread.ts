import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { QueryResult } from 'kysely';
import type { Statement, Step } from '../../step.js';
import { judgeSqliteError } from './judge-sqlite-error.js';
import type { FromWriter, ToWriter } from './writer-messages.js';

/** Beside this file, and of its kind: what is built is JavaScript, and our own tests run what is not. */
const PROGRAM = new URL(`./writer-thread-program${extname(fileURLToPath(import.meta.url))}`, import.meta.url);

/**
 * A thread with a connection of its own to the file. A commit waits for the disk there, while this thread's event loop goes on.
 *
 * Should it fall, so does the process: what was acknowledged is on the disk, and what was not had no promise.
 */
export class WriterThread {
  private readonly worker: Worker;
  private readonly waiting: ((message: FromWriter) => void)[] = [];

  constructor(path: string) {
    this.worker = new Worker(PROGRAM, { workerData: { path } });
    this.worker.on('message', (message: FromWriter) => this.waiting.shift()?.(message));
    // It keeps the process alive only as long as somebody waits for it.
    this.worker.unref();
  }

  /** Runs them one after another, behind all that came before; the first that fails is thrown. */
  run(statements: readonly Statement[]): Promise<readonly QueryResult<unknown>[]> {
    return this.ask({ kind: 'run', statements: statements.map(textOf) });
  }

  /** Runs a transaction, or the rest of one that has begun, to its end. It is rolled back where a step does not come to what it must. */
  transact(steps: readonly Step[], isTried: boolean): Promise<readonly QueryResult<unknown>[]> {
    return this.ask({ kind: 'transact', steps, isTried });
  }

  async close(): Promise<void> {
    const ended = once(this.worker, 'exit');
    this.worker.ref();
    this.send({ kind: 'close' });
    await ended;
  }

  private async ask(message: ToWriter): Promise<readonly QueryResult<unknown>[]> {
    const answer = await new Promise<FromWriter>((resolve) => {
      if (this.waiting.push(resolve) === 1) this.worker.ref();
      this.send(message);
    });
    if (this.waiting.length === 0) this.worker.unref();
    if (answer.kind === 'done') return answer.answers;
    throw judgeSqliteError(Object.assign(answer.error, { code: answer.code }));
  }

  private send(message: ToWriter): void {
    this.worker.postMessage(message);
  }
}

/** Without the tree that Kysely made it of. */
function textOf({ sql, parameters }: Statement): Statement {
  return { sql, parameters };
}
