/**
 * The thread that WriterThread starts. What it imports ends in `.ts`, and has only types to strip, so that Node.js also runs it as
 * it stands here.
 */
import { parentPort, workerData } from 'node:worker_threads';
import Driver from 'better-sqlite3';
import { areMet, type Statement, type Step } from '../../step.ts';
import { BUSY_RETRY_MS, Patience } from './patience.ts';
import { prepareOnce } from './prepare-once.ts';
import { runStatement } from './run-statement.ts';
import { BEGIN, COMMIT, type FromWriter, ROLLBACK, setDurability, type ToWriter } from './writer-messages.ts';

const database = new Driver((workerData as { readonly path: string }).path);
setDurability(database);
const statements = prepareOnce(database);
const patience = new Patience();
const nobodyWakes = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

parentPort?.on('message', (message: ToWriter) => {
  if (message.kind === 'close') {
    database.close();
    parentPort?.close();
  } else parentPort?.postMessage(answer(message));
});

function answer(message: Exclude<ToWriter, { kind: 'close' }>): FromWriter {
  try {
    const answers = message.kind === 'run' ? message.statements.map(run) : transact(message.steps, message.isTried);
    return { kind: 'done', answers };
  } catch (error) {
    return { kind: 'failed', error: error as Error, code: String((error as { readonly code?: unknown }).code) };
  }
}

function transact(steps: readonly Step[], isTried: boolean) {
  try {
    if (!database.inTransaction) run(BEGIN);
    const answers = steps.map(run);
    run(!isTried && areMet(steps, answers) ? COMMIT : ROLLBACK);
    return answers;
  } catch (error) {
    run(ROLLBACK);
    throw error;
  }
}

/** Waits for another process's lock here, where it holds up nobody but those who would wait for it too. */
function run(statement: Statement) {
  // SQLite has done it by itself where the disk was full or could not be read (sqlite.org/lang_transaction.html, 2.3).
  if (statement.sql === ROLLBACK.sql && !database.inTransaction) return { rows: [] };
  for (;;) {
    try {
      const result = runStatement(statements, statement);
      patience.renew();
      return result;
    } catch (error) {
      if ((error as { readonly code?: unknown }).code !== 'SQLITE_BUSY' || !patience.isLeft()) throw error;
    }
    Atomics.wait(nobodyWakes, 0, 0, BUSY_RETRY_MS);
  }
}
