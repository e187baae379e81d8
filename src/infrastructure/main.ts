#!/usr/bin/env -S node --max-old-space-size=768 --min-semi-space-size=8 --max-semi-space-size=8 --no-maglev
/*
 * The flags above, which can only be set where the process starts. Young generation: what waits for its batch outlives the one that V8
 * has at first, and is then collected at great cost (a third of the CPU time of a create); left alone, V8 grows it to 128 MB. Heap:
 * the larger it may become, the longer V8 puts off collecting it, and under load it grew by 80 MB of nothing. Maglev: the middle one
 * of V8's compilers takes 12 MB, and the rate is the same without it.
 */
import './process-setup.js';
import { runCommandLine } from './cli.js';

process.exitCode = await runCommandLine(process.argv.slice(2));
