import type { Command } from 'commander';
export declare function addExportCommand(alias: Command): void;
