import type { Command } from 'commander';
export declare function addKeyCommands(program: Command): void;
