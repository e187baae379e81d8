import type { Bench } from './bench.js';
import { readOptions } from './options.js';
import { run } from './run.js';

let bench: Bench | undefined;
let isInterrupted = false;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    isInterrupted = true;
    void bench?.[Symbol.asyncDispose]().finally(() => process.exit(1));
  });
}

try {
  await run(readOptions(process.argv.slice(2)), (owned) => {
    bench = owned;
  });
} catch (error) {
  // What was cut off fails, and that is no news.
  if (!(isInterrupted as boolean)) console.error(error);
  process.exitCode = 1;
} finally {
  await bench?.[Symbol.asyncDispose]();
}
