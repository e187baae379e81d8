#!/usr/bin/env -S node --min-semi-space-size=8 --max-semi-space-size=8
/*
 * The flags above: what waits for its batch outlives the young generation that V8 has at first, and is then collected at great cost
 * (a third of the CPU time of a create); left alone, V8 grows it to 128 MB. They can only be set where the process starts.
 */
import './process-setup.js';
import { runCommandLine } from './cli.js';

process.exitCode = await runCommandLine(process.argv.slice(2));
