import type { Command } from 'commander';
export declare function addDatabaseCommands(program: Command): void;
