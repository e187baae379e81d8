#!/usr/bin/env -S node --max-old-space-size=1536 --min-semi-space-size=8 --max-semi-space-size=8 --no-maglev
/*
 * The flags above, which can only be set where the process starts. (In 127 characters: Linux before 5.1 takes no more there.)
 *
 * Semi-spaces: what waits for its batch outlives those that V8 has at first, and is then collected at great cost (a third of the CPU
 * time of a create); left alone, it grows them to 128 MB. Heap: the larger it may become, the longer V8 puts off collecting it. Maglev:
 * the middle one of V8's compilers takes 12 MB, and the rate is the same without it.
 */
import './process/process-setup.js';
import { runCommandLine } from '../adapters/cli/run-command-line.js';
import { configuredInstallation } from './command-line/configured-installation.js';
import { endOnBrokenOutput } from './process/broken-output.js';

endOnBrokenOutput();
process.exitCode = await runCommandLine(process.argv.slice(2), configuredInstallation);
