import { printError } from '../../adapters/cli/output/print.js';

/** As a shell has it of a program that SIGPIPE ended: 128 and the signal's number. */
const EXIT_BROKEN_PIPE = 141;
const EXIT_FAILED = 1;

let isOutlived = false;

/**
 * For the command line: ends it without a word if the reader of its output left (`| head`), and with a message if the output failed
 * (no space left). Standard error may fail. Node.js would end the process with a stack trace in each case.
 */
export function endOnBrokenOutput(): void {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (isOutlived) return;
    if (error.code === 'EPIPE') process.exit(EXIT_BROKEN_PIPE);
    printError(`standard output: ${error.message}`);
    process.exit(EXIT_FAILED);
  });
}

/** For the service, which serves on whatever its output does. */
export function outliveBrokenOutput(): void {
  isOutlived = true;
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
