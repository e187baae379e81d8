import type { Command } from 'commander';
export declare function addImportCommand(alias: Command): void;
