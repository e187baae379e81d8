import type { Bench } from './bench.js';
import { readOptions } from './options.js';
import { run } from './run.js';

let bench: Bench | undefined;
/** Ctrl-C reaches us more than once: npm hands it on. */
const interruption = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) return;
    interruption.abort();
    void bench?.[Symbol.asyncDispose]().finally(() => process.exit(1));
  });
}

try {
  const owns = (owned: Bench) => {
    bench = owned;
  };
  await run(readOptions(process.argv.slice(2)), owns, interruption.signal);
} catch (error) {
  // What was cut off fails, and that is no news.
  if (!interruption.signal.aborted) console.error(error);
  process.exitCode = 1;
} finally {
  await bench?.[Symbol.asyncDispose]();
}
