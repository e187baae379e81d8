#!/usr/bin/env node
import './process-setup.js';
import { runCommandLine } from './cli.js';
process.exitCode = await runCommandLine(process.argv.slice(2));
