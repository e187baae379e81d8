#!/usr/bin/env -S node --min-semi-space-size=8 --max-semi-space-size=8
import './process-setup.js';
import { runCommandLine } from './cli.js';

process.exitCode = await runCommandLine(process.argv.slice(2));
