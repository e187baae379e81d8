#!/usr/bin/env node
import './small-heap.js';
import { runCommandLine } from './cli.js';

/** What we make is for us and for our group, which is Postfix's; nobody else's. */
const UMASK = 0o007;

process.umask(UMASK);
process.exitCode = await runCommandLine(process.argv.slice(2));
